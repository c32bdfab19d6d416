/** Narrows the list of outlets to those whose name holds what is typed. */
import { VIEW_CHANGED } from "./view.js";

const TYPING_PAUSE_MS = 150;

let latest = new AbortController();

export function startOutletSearch() {
  const input = document.querySelector("[data-find-outlet]");
  if (!input) return;
  let timer;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => find(input), TYPING_PAUSE_MS);
  });
  // The field sends nothing itself: Enter must not send the form around it.
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  document.addEventListener(VIEW_CHANGED, () => {
    // An answer for the view before would bring back its ticks.
    latest.abort();
    if (input.value) find(input);
  });
}

async function find(input) {
  latest.abort();
  latest = new AbortController();
  const { signal } = latest;
  const { address } = document.querySelector('[data-region="options"]').dataset;
  const url = new URL(address, location.href);
  const wanted = input.value.trim();
  if (wanted) url.searchParams.set("find", wanted);
  try {
    const response = await fetch(url, { signal });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (response.ok && !signal.aborted) replaceOptions(page);
  } catch {
    // The list stays as it is; the next letter or view asks again.
  }
}

function replaceOptions(page) {
  const id = document.activeElement?.id;
  const fresh = page.querySelector('[data-region="options"]');
  document.querySelector('[data-region="options"]').replaceChildren(...fresh.childNodes);
  if (id && document.activeElement === document.body) {
    document.getElementById(id)?.focus({ preventScroll: true });
  }
}
