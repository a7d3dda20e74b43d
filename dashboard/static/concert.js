// What Streamlit leaves to the page around it: in which language it is, and where Back leads.
(() => {
  "use strict";

  // Without this Streamlit looks for its server below each page first.
  window.__streamlit = { BACKEND_BASE_URL: location.origin };

  // The page tells its language to its styles (see `dashboard/frame.py`); readers aloud and translators look here.
  const root = document.documentElement;
  const told = { lang: "--concert-language", dir: "--concert-direction" };
  const follow = () => {
    const style = getComputedStyle(root);
    for (const [attribute, property] of Object.entries(told)) {
      const value = style.getPropertyValue(property).trim();
      if (value && root.getAttribute(attribute) !== value) root.setAttribute(attribute, value);
    }
  };
  let waiting = false;
  new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      follow();
    });
  }).observe(root, { childList: true, subtree: true, characterData: true });

  // Streamlit opens another page without a word of who looks and in which language, and the page adds it afterwards:
  // two steps of the way back for one click. And nobody wants to go back to the door, which leads on by itself.
  const carried = ["lang", "as", "as-entity", "as-country"];
  const push = history.pushState.bind(history);
  history.pushState = (state, title, url) => {
    const to = new URL(url, location.href);
    const here = new URLSearchParams(location.search);
    if (to.pathname !== location.pathname) {
      const words = carried.filter((name) => here.has(name) && !to.searchParams.has(name));
      for (const name of words) to.searchParams.set(name, here.get(name));
    }
    if (location.pathname === "/" && to.pathname !== "/") history.replaceState(state, title, to);
    else push(state, title, to);
  };
})();
