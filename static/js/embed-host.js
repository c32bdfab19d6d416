/**
 * For pages that embed Dateline: <script async src="https://…/embed.js"></script>
 * Gives each frame of the script's own site the height of what is in it, and does nothing else.
 */
(() => {
  const { origin } = new URL(document.currentScript.src);
  const frames = () => [...document.querySelectorAll("iframe")];
  window.addEventListener("message", (message) => {
    const height = message.data?.dateline?.height;
    if (message.origin !== origin || !Number.isFinite(height) || height <= 0) return;
    const frame = frames().find(({ contentWindow }) => contentWindow === message.source);
    if (frame) frame.style.height = `${height}px`;
  });
  // What was told before this script came is asked for again.
  for (const frame of frames()) {
    if (frame.src.startsWith(`${origin}/`)) {
      frame.contentWindow.postMessage({ dateline: "height" }, "*");
    }
  }
})();
