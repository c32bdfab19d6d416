/**
 * Lets Plotly take over a chart that the server drew, on the reader's first
 * move towards it. The figure comes from the server without colours or
 * margins: these are read off the page, so that nothing jumps and the chart
 * follows light and dark.
 */
import { VIEW_CHANGED, visit } from "./view.js";

const CONFIG = {
  displaylogo: false,
  displayModeBar: false,
  doubleClick: false,
  plotlyServerURL: "",
  responsive: false,
  showSendToCloud: false,
};

const DAY_MS = 86_400_000;

/** How the style sheet draws what a figure names, by the tokens of the page. */
const SHAPES = {
  incomplete: { fill: "sunken", opacity: 0.7, stroke: "edge", dash: "1px 3px" },
  note: { stroke: "muted", dash: "3px 2px" },
};
const SIGNS = { note: { colour: "ink", size: 11, weight: 600 }, peak: { colour: "accent", size: 12 } };

// While words are being typed, the server's drawing of each answer does.
const SETTLED_MS = 200;

let plotly;
let wanted = false;
let settling;

export function startCharts() {
  prefetch();
  prepare();
  document.addEventListener(VIEW_CHANGED, prepare);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  dark.addEventListener("change", redraw);
  let timer;
  let width = window.innerWidth;
  window.addEventListener("resize", () => {
    // A phone changes its height whenever its address bar comes or goes.
    if (window.innerWidth === width) return;
    width = window.innerWidth;
    clearTimeout(timer);
    timer = setTimeout(redraw, 150);
  });
}

/** Has the browser fetch Plotly when it has nothing better to do; runs none of it. */
function prefetch() {
  const chart = document.querySelector("[data-chart]");
  if (!chart) return;
  const link = document.createElement("link");
  link.rel = "prefetch";
  link.as = "script";
  link.href = chart.dataset.plotly;
  document.head.append(link);
}

function prepare() {
  clearTimeout(settling);
  const chart = document.querySelector("[data-chart]");
  if (!chart) return;
  if (wanted) {
    settling = setTimeout(() => takeOver(chart), SETTLED_MS);
    return;
  }
  const start = () => {
    wanted = true;
    takeOver(chart);
  };
  const frame = chart.querySelector("[data-plot-frame]");
  for (const type of ["pointerenter", "pointerdown", "focusin"]) {
    frame.addEventListener(type, start, { once: true });
  }
}

function loadPlotly(url) {
  plotly ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => {
      plotly = undefined;
      reject(new Error("Plotly did not load"));
    };
    document.head.append(script);
  });
  return plotly;
}

async function takeOver(chart) {
  if (chart.taken) return;
  chart.taken = true;
  try {
    const [Plotly, response] = await Promise.all([
      loadPlotly(chart.dataset.plotly),
      fetch(chart.dataset.figure),
    ]);
    if (!response.ok || !chart.isConnected) return;
    const { version } = document.querySelector("[data-version]").dataset;
    if (response.headers.get("Dateline-Version") !== version) {
      // The data changed since the page came: all of it is shown anew, not the chart alone.
      visit(location.href.split("#")[0]);
      return;
    }
    chart.figure = await response.json();
    await draw(Plotly, chart);
  } catch {
    // The server's drawing stays; every bar in it is still a link.
    chart.taken = false;
  }
}

async function redraw() {
  const chart = document.querySelector("[data-chart]");
  if (chart?.figure) await draw(await plotly, chart);
}

async function draw(Plotly, chart) {
  const frame = chart.querySelector("[data-plot-frame]");
  let layer = frame.querySelector(".plotly-layer");
  if (!layer) {
    layer = document.createElement("div");
    layer.className = "plotly-layer";
    // What it shows is in the drawing's label and in the table or list below.
    layer.setAttribute("aria-hidden", "true");
    frame.append(layer);
  }
  const { data, layout } = style(chart.figure, frame);
  await Plotly.react(layer, data, layout, CONFIG);
  if (!layer.listening) {
    layer.listening = true;
    layer.on("plotly_click", ({ points }) => {
      const link = points[0]?.customdata?.[0];
      if (link) visit(link);
    });
    layer.on("plotly_relayout", (change) => {
      const range = ["xaxis.range[0]", "xaxis.range[1]"].map((end) => change[end]);
      if (range.every(Boolean)) narrow(Plotly, layer, chart, range.map(moment));
    });
    // A finger scrolls the page: its touch is no drag, and its tap comes as a click.
    layer.addEventListener("touchstart", (event) => event.stopPropagation(), {
      capture: true,
      passive: true,
    });
  }
  chart.dataset.drawn = "";
}

/**
 * Narrows the dates of the view to the periods of which most lies between two
 * moments, or to the one around their middle; a drag over all of them narrows nothing.
 */
function narrow(Plotly, layer, chart, [from, to]) {
  const { around, firsts, last } = chart.figure.layout.meta;
  const starts = firsts.map(moment);
  const ends = [...starts.slice(1), moment(last) + DAY_MS];
  const holds = (start, end, at) => start <= at && at < end;
  let kept = [...starts.keys()].filter((place) =>
    holds(from, to, (starts[place] + ends[place]) / 2),
  );
  if (!kept.length) {
    const middle = (from + to) / 2;
    kept = [starts.findIndex((start, place) => holds(start, ends[place], middle))];
  }
  const [first, final] = [kept.at(0), kept.at(-1)];
  if (kept.length === starts.length) {
    Plotly.relayout(layer, { "xaxis.range": [...chart.figure.layout.xaxis.range] });
  } else {
    const [before, after] = around;
    visit(`?${before}from=${day(starts[first])}&to=${day(ends[final] - DAY_MS)}${after}`);
  }
}

/** What a figure calls a moment, in milliseconds: "2026-01-09", "2026-01-09 12:00". */
function moment(text) {
  return Date.parse(text.length > 10 ? `${text.replace(" ", "T")}Z` : text);
}

function day(milliseconds) {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

/** The figure with the page's colours, type and measures. */
function style(figure, frame) {
  const { data, layout } = structuredClone(figure);
  // A token says what it is in light and in dark: what holds is known of an element that uses it.
  const probe = document.createElement("i");
  frame.append(probe);
  const token = (name) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  for (const trace of data) {
    const { colour } = trace.meta;
    if (colour === "not-observed") {
      trace.marker = {
        color: "rgba(0,0,0,0)",
        line: { width: 0 },
        pattern: { shape: "/", size: 6, solidity: 0.15, fgcolor: token("hatch") },
      };
    } else if (colour === "fallback") {
      trace.marker = { color: token("warning"), line: { width: 0 } };
    } else {
      trace.marker = {
        symbol: trace.marker?.symbol,
        color: token(`outlet-${colour}`),
        line: { color: token("paper"), width: trace.marker?.line?.width ?? 1 },
        size: trace.mode === "markers" ? 10 : 6,
      };
      if (trace.mode?.includes("lines")) trace.line = { color: trace.marker.color, width: 2 };
    }
  }
  layout.shapes = layout.shapes?.map((shape) => {
    const { fill, opacity, stroke, dash } = SHAPES[shape.name];
    return {
      ...shape,
      opacity,
      fillcolor: fill ? token(fill) : undefined,
      line: { color: token(stroke), width: 1, dash },
    };
  });
  for (const annotation of layout.annotations ?? []) {
    const { colour, ...font } = SIGNS[annotation.name];
    annotation.font = { color: token(colour), ...font };
    annotation.borderpad = 0;
  }
  const outer = frame.getBoundingClientRect();
  const plot = frame.querySelector("[data-plot]").getBoundingClientRect();
  const label = { color: token("muted"), size: 12 };
  Object.assign(layout, {
    // Keeps the reader's zoom when only measures or colours change.
    uirevision: "kept",
    width: outer.width,
    height: outer.height,
    margin: {
      l: plot.left - outer.left,
      r: outer.right - plot.right,
      t: plot.top - outer.top,
      b: outer.bottom - plot.bottom,
      pad: 0,
    },
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    font: { family: getComputedStyle(document.body).fontFamily, color: token("ink"), size: 13 },
    hoverlabel: {
      bgcolor: token("raised"),
      bordercolor: token("edge"),
      font: { color: token("ink") },
      align: "left",
    },
  });
  Object.assign(layout.xaxis, {
    showgrid: false,
    zeroline: false,
    tickfont: label,
    ticklabelstandoff: 5,
  });
  Object.assign(layout.yaxis, {
    gridcolor: token("rule"),
    zerolinecolor: token("rule"),
    tickfont: label,
    ticklabelstandoff: 5,
  });
  probe.remove();
  return { data, layout };
}
