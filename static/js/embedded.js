/**
 * Within a frame: tells the page around it how high its content is, whenever that changes and
 * whenever it is asked. Whoever may frame it may know that; nothing else is said.
 */
const tell = () => {
  const { height } = document.documentElement.getBoundingClientRect();
  window.parent.postMessage({ dateline: { height: Math.ceil(height) } }, "*");
};

new ResizeObserver(tell).observe(document.documentElement);
window.addEventListener("message", ({ data, source }) => {
  if (source === window.parent && data?.dateline === "height") tell();
});
