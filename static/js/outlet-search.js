/** Narrows the list of outlets to those whose name holds what is typed. */
import { VIEW_CHANGED } from "./view.js";

const TYPING_PAUSE_MS = 150;

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
    if (input.value) find(input);
  });
}

async function find(input) {
  const url = new URL(input.dataset.findOutlet, location.href);
  url.search = location.search;
  const wanted = input.value.trim();
  if (wanted) url.searchParams.set("find", wanted);
  const response = await fetch(url);
  if (!response.ok || input.value.trim() !== wanted) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page.querySelector('[data-region="options"]');
  document.querySelector('[data-region="options"]').replaceChildren(...fresh.childNodes);
}
