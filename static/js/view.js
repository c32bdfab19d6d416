/**
 * Moves from view to view without leaving the page: fetches the page that a
 * link or the filter form names, puts its regions in place of the present ones
 * and keeps the address bar true. The server's pages are the only source of
 * markup and of canonical addresses; when anything fails, the browser simply
 * goes to the address.
 */
const TYPING_PAUSE_MS = 250;

/** Fired on document when regions have been replaced. */
export const VIEW_CHANGED = "dateline:view";

let latest = new AbortController();
let shown = withoutHash(location.href);

export function startViews() {
  const form = document.querySelector("[data-view-form]");
  if (!form) return;
  document.addEventListener("click", handleLinkClick);
  window.addEventListener("popstate", () => {
    // Moving to a fragment of the same view is the browser's own business.
    if (withoutHash(location.href) !== shown) show(location.href, { history: "none" });
  });
  startForm(form);
}

/** Shows `url`, as a click on a link to it would. */
export function visit(url) {
  const wanted = new URL(url, location.href);
  if (wanted.hash && withoutHash(wanted.href) === shown) location.hash = wanted.hash;
  else show(wanted.href, { history: "push" });
}

function withoutHash(url) {
  return url.split("#")[0];
}

function startForm(form) {
  let timer;
  let typing = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    visit(formUrl(form));
  });
  form.addEventListener("change", (event) => {
    if (event.target.name && event.target.type !== "search") visit(formUrl(form));
  });
  form.addEventListener("input", (event) => {
    if (event.target.type !== "search" || !event.target.name) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      show(formUrl(form), { history: typing ? "replace" : "push", tentative: true });
      typing = true;
    }, TYPING_PAUSE_MS);
  });
  form.addEventListener("focusout", () => (typing = false));
}

function formUrl(form) {
  const fields = [...new FormData(form)].filter(([, value]) => value !== "");
  return `${form.action}?${new URLSearchParams(fields)}`;
}

function handleLinkClick(event) {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest("a[data-view-link]");
  if (!link) return;
  event.preventDefault();
  // An SVG link's href is an object, not a string.
  visit(link.getAttribute("href"));
}

/**
 * @param {string} url
 * @param {{history: "push"|"replace"|"none", tentative?: boolean}} options
 *   A tentative view (half-typed words) that the server refuses leaves the
 *   page as it is, with the reason beside the field.
 */
async function show(url, { history, tentative = false }) {
  latest.abort();
  latest = new AbortController();
  const { signal } = latest;
  document.body.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(url, { signal });
    const next = new DOMParser().parseFromString(await response.text(), "text/html");
    if (signal.aborted) return;
    if (!response.ok) {
      if (!tentative) return location.assign(url);
      return sayProblem(next.querySelector("[data-accepted]")?.textContent ?? "");
    }
    shown = withoutHash(response.url);
    // A redirect drops the fragment from the address that fetch reports.
    const address = shown + new URL(url).hash;
    if (history === "push" && address !== location.href) {
      window.history.pushState(null, "", address);
    } else if (history === "replace") {
      window.history.replaceState(null, "", address);
    }
    sayProblem("");
    replaceRegions(next);
    // What is being typed is newer than what the server answered, unless the
    // reader went back or followed a link.
    fillFields(next, tentative ? document.activeElement : null);
    document.dispatchEvent(new Event(VIEW_CHANGED));
    goToHash();
  } catch (error) {
    if (error.name !== "AbortError") location.assign(url);
  } finally {
    if (latest.signal === signal) document.body.removeAttribute("aria-busy");
  }
}

function replaceRegions(next) {
  const focused = document.activeElement;
  const id = focused?.id;
  const href = focused?.getAttribute?.("href");
  document.title = next.title;
  for (const region of document.querySelectorAll("[data-region]")) {
    const fresh = next.querySelector(`[data-region="${region.dataset.region}"]`);
    if (!fresh) continue;
    const scrolled = region.firstElementChild?.scrollTop ?? 0;
    region.replaceWith(fresh);
    if (scrolled) fresh.firstElementChild.scrollTop = scrolled;
  }
  restoreFocus(id, href);
  const announce = document.querySelector("[data-announce]");
  announce.textContent = document.querySelector('[data-region="sentence"]').textContent;
}

function fillFields(next, kept) {
  for (const field of next.querySelectorAll("[data-view-form] :is([type=search], [type=date])[name]")) {
    const own = document.getElementById(field.id);
    if (own !== kept) own.value = field.value;
  }
}

/** Focus goes to what took the place of the element that had it, or to the view. */
function restoreFocus(id, href) {
  if (document.activeElement !== document.body) return;
  const same =
    (id && document.getElementById(id)) ||
    (href && document.querySelector(`a[href="${CSS.escape(href)}"]`)) ||
    document.getElementById("main");
  same.focus({ preventScroll: true });
}

/** What the browser does for a fragment when it loads a page. */
function goToHash() {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  if (!target) return;
  target.dataset.target = "";
  target.scrollIntoView({ block: "center" });
}

function sayProblem(text) {
  document.querySelector("[data-problem]").textContent = text;
}
