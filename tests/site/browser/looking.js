// What a person would trip over on a page, as a list of sentences; asked in the page by test_pages.py.
(asked) => {
  const faults = [];
  const shown = (each) => {
    const style = getComputedStyle(each);
    const box = each.getBoundingClientRect();
    return style.visibility !== "hidden" && style.display !== "none" && box.width > 1 && box.height > 1
      && !(each.closest("details:not([open])") && !each.closest("summary"));
  };
  const named = (each) => each.outerHTML.replace(/\s+/g, " ").slice(0, 110);
  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) {
    const over = [...document.querySelectorAll("main *, header *, footer *")].filter((each) =>
      shown(each) && each.getBoundingClientRect().right > innerWidth + 1 && !each.closest(".scroll"));
    faults.push(`${wide} px wide: ${over.slice(0, 2).map(named).join(" | ")}`);
  }
  const controls = [...document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")].filter((each) =>
    shown(each) && !each.disabled && each.tabIndex >= 0 && !each.classList.contains("skip"));
  const inSentence = (each) => each.matches("a[href]") && getComputedStyle(each).display === "inline"
    && [...each.parentElement.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim().length > 1);
  for (const each of controls) {
    const boxes = [each, ...(each.labels || [])].map((one) => one.getBoundingClientRect());
    const width = Math.max(...boxes.map((box) => box.width));
    const height = Math.max(...boxes.map((box) => box.height));
    if ((width < 23.9 || height < 23.9) && !inSentence(each))
      faults.push(`${Math.round(width)}x${Math.round(height)} px: ${named(each)}`);
  }
  const ring = (each) => {
    const style = getComputedStyle(each);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 ? "ring"
      : [style.boxShadow, style.strokeWidth, style.borderWidth].join();
  };
  const drawn = (each) => [each, ...each.querySelectorAll("rect")].slice(0, 2).map(ring).join();
  const kinds = new Map(controls.map((each) => [
    [each.tagName, each.className.baseVal ?? each.className, each.type, each.parentElement.tagName].join(), each]));
  for (const each of kinds.values()) {
    const before = drawn(each);
    each.focus({ preventScroll: true });
    if (document.activeElement === each && drawn(each) === before) faults.push(`focus is not seen: ${named(each)}`);
  }
  document.activeElement.blur();
  if (document.querySelectorAll("h1").length !== 1) faults.push("not one h1");
  if (document.documentElement.lang !== asked.language) faults.push(`lang is ${document.documentElement.lang}`);
  if (document.title.length < 5) faults.push(`title is ${document.title}`);
  if (document.querySelector("[style], style, script:not([src])")) faults.push("a style or script in the page");
  return faults;
}
