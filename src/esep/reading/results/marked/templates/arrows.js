(function () {
  "use strict";
  var text = document.querySelector(".text"), box = document.getElementById("arrows");
  var from = text.querySelectorAll("[data-part], [data-tie]");
  var space = "http://www.w3.org/2000/svg", svg = null;
  function made(name, attributes, parent) {
    var element = document.createElementNS(space, name);
    Object.keys(attributes).forEach(function (key) { element.setAttribute(key, attributes[key]); });
    return parent.appendChild(element);
  }
  function middle(element, ground) {
    var rect = element.getClientRects()[0];
    return { x: rect.left + rect.width / 2 - ground.left, top: rect.top - ground.top, bottom: rect.bottom - ground.top };
  }
  function draw() {
    if (svg) { svg.remove(); svg = null; }
    if (!box.checked) { return; }
    svg = made("svg", { "class": "ties", "aria-hidden": "true", width: 1, height: 1 }, text);
    var definitions = made("defs", {}, svg);
    ["part", "tie"].forEach(function (kind) {
      var marker = made("marker", { id: "head-" + kind, "class": kind, viewBox: "0 0 8 8", refX: 7, refY: 4,
        markerWidth: 8, markerHeight: 8, markerUnits: "userSpaceOnUse", orient: "auto" }, definitions);
      made("path", { d: "M0 0L8 4L0 8z" }, marker);
    });
    var ground = text.getBoundingClientRect();
    from.forEach(function (mark) {
      ["part", "tie"].forEach(function (kind) {
        var other = document.getElementById(mark.dataset[kind] || "");
        if (!other) { return; }
        var a = middle(mark, ground), b = middle(other, ground), same = Math.abs(a.top - b.top) < 8;
        var up = a.top > b.top, y1 = same || up ? a.top : a.bottom, y2 = same ? b.top : up ? b.bottom : b.top;
        var lift = same ? Math.min(26, 8 + Math.abs(a.x - b.x) / 12) : 0, half = (y1 + y2) / 2;
        var line = same ? "C" + a.x + " " + (y1 - lift) + " " + b.x + " " + (y2 - lift) + " " + b.x + " " + y2
          : "C" + a.x + " " + half + " " + b.x + " " + half + " " + b.x + " " + y2;
        made("path", { d: "M" + a.x + " " + y1 + line, "class": kind, "marker-end": "url(#head-" + kind + ")",
          "data-ends": " " + mark.id + " " + other.id + " " }, svg);
      });
    });
  }
  function light(event) {
    var mark = event.target.closest ? event.target.closest(".figure") : null, on = false;
    if (!svg) { return; }
    svg.querySelectorAll("path[data-ends]").forEach(function (path) {
      var lit = Boolean(mark && mark.id && path.dataset.ends.indexOf(" " + mark.id + " ") >= 0);
      path.classList.toggle("lit", lit);
      on = on || lit;
    });
    svg.classList.toggle("lit", on);
  }
  function fit(event) {
    var mark = event.target.closest ? event.target.closest(".figure, .task-number, .doubt") : null;
    var note = mark && mark.querySelector(".note"), over;
    if (!note || getComputedStyle(note).position !== "absolute") { return; }
    note.style.marginLeft = "0";
    over = note.getBoundingClientRect().right + 12 - document.documentElement.clientWidth;
    if (over > 0) { note.style.marginLeft = -over + "px"; }
  }
  text.addEventListener("mouseover", fit);
  text.addEventListener("focusin", fit);
  if (!from.length) { return; }
  document.querySelector(".switch").hidden = false;
  box.addEventListener("change", draw);
  window.addEventListener("resize", draw);
  text.addEventListener("mouseover", light);
  text.addEventListener("focusin", light);
  text.addEventListener("mouseleave", light);
  if (document.fonts && document.fonts.ready) { document.fonts.ready.then(draw); } else { draw(); }
}());
