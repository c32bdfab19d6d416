/**
 * Moves from view to view without leaving the page: fetches the page that a
 * link or the filter form names, puts its regions in place of the present ones
 * and keeps the address bar true. The server's pages are the only source of
 * markup and of canonical addresses. A page that fails is left to the browser;
 * what the form asks for in vain leaves this one as it is, with the reason.
 */
// Typing a year gives a valid date at each of its digits.
const DATE_PAUSE_MS = 600;
// Half a phrase is no mistake yet: it is explained to who stops there.
const PROBLEM_PAUSE_MS = 400;

/** The server's answers that say what to change: not understood, and too much to go through. */
const REFUSALS = [400, 503];

/** Fired on document when regions have been replaced. */
export const VIEW_CHANGED = "dateline:view";

/** The address, without fragment, of what the page shows. */
let shown = withoutHash(location.href);
/** The address that typing last showed: typing on replaces it in the history. */
let typed = "";
let latest = new AbortController();
let underWay = false;
/** What to do when typing pauses. */
let typing;
/** Whether words were typed while an answer was on its way: then they are asked for next. */
let waiting = false;

export function startViews() {
  const form = document.querySelector("[data-view-form]");
  if (!form) return;
  document.addEventListener("click", handleLinkClick);
  window.addEventListener("popstate", handlePopState);
  window.addEventListener("hashchange", unmarkTarget);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    showForm(form, "push");
  });
  form.addEventListener("change", ({ target }) => {
    if (isChoice(target)) showForm(form, "push");
  });
  form.addEventListener("input", ({ target }) => {
    if (isChoice(target) || !target.name) return;
    clearTimeout(typing);
    if (target.type === "date") {
      typing = setTimeout(() => showForm(form, "typing"), DATE_PAUSE_MS);
    } else if (underWay) {
      waiting = true;
    } else {
      showForm(form, "typing");
    }
  });
  // On a slow line the reader may have filled it in before this script came.
  if ([...form.elements].some(isChanged)) showForm(form, "push");
}

/** Shows `url` as a click on a link to it would; then goes to the element `goTo` names. */
export function visit(url, goTo) {
  const wanted = new URL(url, location.href);
  if (!isThisPage(url)) location.assign(wanted.href);
  else if (wanted.hash && withoutHash(wanted.href) === shown) {
    stop();
    location.hash = wanted.hash;
  } else {
    show(wanted.href, "push", { goTo });
  }
}

/** Whether `url` is this page, of whichever view: another one has other regions. */
function isThisPage(url) {
  return new URL(url, location.href).pathname === location.pathname;
}

function isChoice({ type, name }) {
  return Boolean(name) && (type === "checkbox" || type === "radio");
}

function isChanged(field) {
  if (!field.name || field.type === "hidden") return false;
  if (isChoice(field)) return field.checked !== field.defaultChecked;
  return field.value !== (field.defaultValue ?? field.value);
}

function handleLinkClick(event) {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest("a[data-view-link]");
  // An SVG link's href property is an object, not a string.
  const address = link?.getAttribute("href");
  if (!link || !isThisPage(address)) return;
  event.preventDefault();
  visit(address, link.dataset.goTo);
}

function handlePopState() {
  stop();
  // Moving to a fragment of the same view is the browser's own business.
  if (withoutHash(location.href) !== shown) show(location.href, "none");
}

function showForm(form, history) {
  const wrong = form.querySelector(":invalid:not(fieldset)");
  if (wrong) {
    sayProblem(wrong.id, wrong.validationMessage);
    return;
  }
  const fields = [...new FormData(form)].filter(([, value]) => value !== "");
  const query = new URLSearchParams(fields).toString();
  show(query ? `${form.action}?${query}` : form.action, history, { byForm: true });
}

/** Gives up what is under way: the reader has asked for something else. */
function stop() {
  clearTimeout(typing);
  waiting = false;
  latest.abort();
  latest = new AbortController();
  setUnderWay(false);
}

function setUnderWay(busy) {
  underWay = busy;
  if (busy) document.body.setAttribute("aria-busy", "true");
  else document.body.removeAttribute("aria-busy");
}

/**
 * @param {string} url
 * @param {"push"|"typing"|"none"} history what becomes of the address bar
 * @param {{byForm?: boolean, goTo?: string}} options a view that the form made
 *   and the server refuses leaves the page as it is, with the reason beside the
 *   field; the form's fields are newer than the answer to them
 */
async function show(url, history, { byForm = false, goTo } = {}) {
  stop();
  const { signal } = latest;
  setUnderWay(true);
  try {
    const response = await fetch(url, { signal });
    const text = await response.text();
    // An answer to fewer words than there are now would only hold up the next.
    if (signal.aborted || waiting) return;
    const next = new DOMParser().parseFromString(text, "text/html");
    if (!response.ok) {
      if (!byForm || !REFUSALS.includes(response.status)) leave(url, history);
      else if (history !== "typing") sayProblemOf(next);
      else typing = setTimeout(() => sayProblemOf(next), PROBLEM_PAUSE_MS);
      return;
    }
    enter(withoutHash(response.url), new URL(url).hash, history);
    sayProblem();
    replaceRegions(next);
    if (!byForm) fillFields(next);
    document.dispatchEvent(new Event(VIEW_CHANGED));
    goToElement(goTo ?? location.hash.slice(1), Boolean(goTo));
  } catch (error) {
    if (error.name === "AbortError") return;
    if (history === "none") leave(url, history);
    else sayProblem("", document.querySelector("[data-problem]").dataset.unreachable);
  } finally {
    if (latest.signal === signal) {
      setUnderWay(false);
      const goOn = waiting;
      waiting = false;
      if (goOn) showForm(document.querySelector("[data-view-form]"), "typing");
    }
  }
}

/** Writes the canonical `address` into the address bar. A redirect loses the fragment. */
function enter(address, hash, history) {
  const replaces = history === "typing" && shown === typed;
  shown = address;
  if (history === "typing") typed = address;
  if (address + hash === location.href) return;
  if (replaces) replaceAddress(address + hash);
  else if (history !== "none") window.history.pushState(null, "", address + hash);
}

function replaceAddress(address) {
  try {
    window.history.replaceState(null, "", address);
  } catch {
    // Some browsers refuse when a key is held down; the next answer writes it.
  }
}

/** Leaves it to the browser, which is at `url` already when it went back. */
function leave(url, history) {
  if (history === "none") location.reload();
  else location.assign(url);
}

function withoutHash(url) {
  return url.split("#")[0];
}

function replaceRegions(next) {
  const focused = document.activeElement;
  const id = focused?.id;
  const href = focused?.getAttribute("href");
  const said = href && focused.textContent;
  const opened = [...document.querySelectorAll("[data-region] details[id][open]")];
  document.title = next.title;
  for (const region of document.querySelectorAll("[data-region]")) {
    const fresh = next.querySelector(`[data-region="${region.dataset.region}"]`);
    if (!fresh) continue;
    const scrolled = region.firstElementChild?.scrollTop ?? 0;
    region.replaceWith(fresh);
    if (scrolled) fresh.firstElementChild.scrollTop = scrolled;
  }
  // What the reader has unfolded stays so.
  for (const details of opened) document.getElementById(details.id)?.setAttribute("open", "");
  restoreFocus(id, href, said);
  const announce = document.querySelector("[data-announce]");
  announce.textContent = document.querySelector('[data-region="sentence"]').textContent;
}

function fillFields(next) {
  for (const id of ["q", "from", "to"]) {
    document.getElementById(id).value = next.getElementById(id).value;
  }
}

/** Focus goes to what took the place of the element that had it, or to the view. */
function restoreFocus(id, href, said) {
  if (document.activeElement !== document.body) return;
  // Switches beside each other may lead to the same view: what is chosen already does.
  const links = href ? [...document.querySelectorAll(`a[href="${CSS.escape(href)}"]`)] : [];
  const same =
    (id && document.getElementById(id)) ||
    links.find((link) => link.textContent === said) ||
    links[0] ||
    document.getElementById("view");
  same.focus({ preventScroll: true });
}

/** What the browser does for a fragment when it loads a page. */
function goToElement(id, focus) {
  unmarkTarget();
  const target = id && document.getElementById(id);
  if (!target) return;
  if (focus) target.focus({ preventScroll: true });
  else target.dataset.target = "";
  target.scrollIntoView({ block: focus ? "start" : "center" });
}

function unmarkTarget() {
  document.querySelector("[data-target]")?.removeAttribute("data-target");
}

/** Says what the server's page about an address that it refuses says. */
function sayProblemOf(page) {
  sayProblem(
    page.querySelector("[data-parameter]")?.textContent,
    page.querySelector("[data-accepted]").textContent,
  );
}

/** Says what is wrong, with the field `id` if it is one; without a text, that nothing is. */
function sayProblem(id, text = "") {
  const problem = document.querySelector("[data-problem]");
  const label = id && document.querySelector(`label[for="${CSS.escape(id)}"]`);
  problem.textContent = id ? `${label?.textContent ?? id}: ${text}` : text;
  for (const field of problem.closest("form").querySelectorAll("[aria-invalid]")) {
    field.removeAttribute("aria-invalid");
  }
  if (id) document.getElementById(id)?.setAttribute("aria-invalid", "true");
}
