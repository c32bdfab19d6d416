/**
 * Adding headlines: files can be dropped anywhere on the form, and the page of a draft that
 * is worked on follows it. Without this the file field and the browser's refresh do the same.
 */
const ASK_AGAIN_MS = 1000;

startDrop(document.querySelector("[data-drop]"));
if (document.querySelector("[data-follow]")) setTimeout(follow, ASK_AGAIN_MS);

function startDrop(form) {
  if (!form) return;
  const field = form.querySelector("input[type=file]");
  const place = form.querySelector("[data-drop-here]");
  const over = (yes) => place.toggleAttribute("data-over", yes);
  form.addEventListener("dragover", (event) => {
    // Text that is dragged goes where it is dropped, as ever.
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    over(true);
  });
  form.addEventListener("dragleave", () => over(false));
  form.addEventListener("drop", (event) => {
    over(false);
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    const all = new DataTransfer();
    for (const file of [...field.files, ...event.dataTransfer.files]) all.items.add(file);
    field.files = all.files;
    field.focus();
  });
}

/** Shows how far it is; what comes after is another page, which the browser opens. */
async function follow() {
  try {
    const response = await fetch(location.href);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const next = page.querySelector("[data-follow]");
    if (!response.ok || response.redirected || !next) {
      location.reload();
      return;
    }
    const shown = document.querySelector("[data-follow]");
    // A screen reader is told what changes in words, not each step of the bar.
    const heading = shown.querySelector("h1").textContent;
    if (heading === next.querySelector("h1").textContent) {
      const bar = next.querySelector("progress");
      if (bar) shown.querySelector("progress").value = bar.value;
    } else {
      document.title = page.title;
      shown.replaceChildren(...next.childNodes);
    }
  } catch {
    // The server may be starting again; the next try tells.
  }
  setTimeout(follow, ASK_AGAIN_MS);
}
