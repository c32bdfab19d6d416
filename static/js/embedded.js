/**
 * Within a frame: tells the page around it how high its content is, whenever that changes and
 * whenever it is asked. Whoever may frame it may know that; nothing else is said.
 */
function tell() {
  const { height } = document.documentElement.getBoundingClientRect();
  window.parent.postMessage({ dateline: { height: Math.ceil(height) } }, "*");
}

// A frame out of sight is not drawn, and nothing in it is observed until it comes into view.
tell();
new ResizeObserver(tell).observe(document.documentElement);
window.addEventListener("message", ({ data, source }) => {
  if (source === window.parent && data?.dateline === "height") tell();
});
