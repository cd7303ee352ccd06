// Everything that a page says in its own language: texts, also folded ones, and what is said by attributes.
() => {
  const own = document.documentElement.lang;
  const mine = (each) => each && each.closest("[lang]").lang === own && !each.closest("script, style, code");
  const found = [document.title];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (mine(node.parentElement) && node.textContent.trim()) found.push(node.textContent.trim());
  for (const each of document.body.querySelectorAll("*"))
    if (mine(each))
      for (const name of ["aria-label", "placeholder", "title", "alt", "data-head"])
        if (each.hasAttribute(name)) found.push(each.getAttribute(name));
  return found;
}
