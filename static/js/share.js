/**
 * Sharing: opens the page of all ways of a view as a panel over it, and copies.
 * The server's page is the only source of markup and wording. What fails is left
 * to the browser, which opens that page.
 */
const panel = document.querySelector("[data-share-panel]");
const content = document.querySelector("[data-share-panel-content]");

let latest = new AbortController();
/** What focus goes back to. */
let opener;

document.addEventListener("click", handleClick);
document.addEventListener("submit", handleSubmit);
panel?.addEventListener("close", () => {
  latest.abort();
  content.replaceChildren();
  opener?.focus();
});

function handleClick(event) {
  if (event.defaultPrevented || event.button !== 0) return;
  const button = event.target.closest("[data-copy]");
  if (button) copy(document.getElementById(button.dataset.copy));
  const link = event.target.closest("a[data-share]");
  if (!link || !panel) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  show(link.href, {}, () => location.assign(link.href), link);
}

function handleSubmit(event) {
  const form = event.target.closest("form[data-share], [data-share-panel] form[data-share-form]");
  if (!form || !panel) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form, event.submitter));
  show(form.action, { method: "POST", body }, () => form.submit(), event.submitter);
}

/** Shows what `url` answers in the panel; `leave` is for when it cannot be. */
async function show(url, options, leave, from) {
  latest.abort();
  latest = new AbortController();
  const { signal } = latest;
  try {
    const response = await fetch(url, { ...options, signal });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const found = page.querySelector("[data-share-content]");
    if (!found) throw new Error(`no ways at ${url}`);
    await dress(page);
    if (signal.aborted) return;
    enter(found, from);
  } catch (error) {
    if (error.name !== "AbortError") leave();
  }
}

/** Puts `found` into the panel, and focus where the reader goes on. */
function enter(found, from) {
  const heading = panel.open && from?.closest("section")?.getAttribute("aria-labelledby");
  content.replaceChildren(...found.childNodes);
  if (!panel.open) {
    opener = from;
    panel.showModal();
  }
  const section = heading ? document.getElementById(heading)?.closest("section") : null;
  // What was just made stands last.
  const made = section && [...section.querySelectorAll("input[readonly]")].at(-1);
  (made ?? panel.querySelector("h2")).focus();
  if (!section) panel.scrollTop = 0;
}

/** The style sheets of `page` that are not here yet. */
function dress(page) {
  const sheets = [...page.querySelectorAll("link[rel=stylesheet]:not([media])")];
  const missing = sheets.filter(
    (sheet) => !document.querySelector(`link[href="${sheet.getAttribute("href")}"]`),
  );
  return Promise.all(
    missing.map((sheet) => {
      const link = document.createElement("link");
      link.rel = "stylesheet";
      const loaded = new Promise((resolve) => {
        link.onload = link.onerror = resolve;
      });
      link.href = sheet.getAttribute("href");
      document.head.append(link);
      return loaded;
    }),
  );
}

/** Copies what a field holds, or selects it where that is not allowed; says which. */
async function copy(field) {
  const status = document.querySelector("[data-share-status]");
  let said = status.dataset.copied;
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    field.focus();
    field.select();
    said = status.dataset.select;
  }
  // Said anew each time.
  status.textContent = "";
  requestAnimationFrame(() => {
    status.textContent = said;
  });
}
