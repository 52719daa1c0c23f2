
"use strict";
// Cuts the flowing text up into A4 sheets: paragraphs between lines, tables between rows.
// Headings stay with what follows, the signature block with the end of the last paragraph.
(() => {
  const SLACK = 0.75; // px; rounding of positions
  const KEEP = 2; // lines that must stand together at the foot and at the head of a sheet

  let area; // the text area of the sheet being filled
  let limit; // its lower edge, px
  let count; // number of the sheet within its document
  let total = 0;

  const box = (el) => el.getBoundingClientRect();
  const space = (el) => parseFloat(getComputedStyle(el).paddingBottom) || 0;
  // Space after a block may run into the margin; the block itself may not.
  const fits = (el) => box(el).bottom - space(el) <= limit + SLACK;
  const isText = (el) => /^(P|H[1-6])$/.test(el.tagName) && !el.classList.contains("hai_dong");
  const kept = (el) => el.classList.contains("giu");

  function newSheet(section) {
    const sheet = document.createElement("div");
    sheet.className = section.classList.contains("ngang") ? "to ngang" : "to";
    count += 1;
    total += 1;
    if (count > 1) {
      const number = document.createElement("div");
      number.className = "so_trang";
      number.textContent = String(count);
      sheet.append(number);
    }
    area = document.createElement("div");
    area.className = "vung";
    sheet.append(area);
    section.append(sheet);
    limit = box(area).bottom;
  }

  // Upper and lower edges of the lines of a text, px; a line is as high as its line height.
  function lineTops(el) {
    const range = document.createRange();
    range.selectNodeContents(el);
    const high = parseFloat(getComputedStyle(el).lineHeight);
    const tops = [];
    const rects = [...range.getClientRects()].filter((r) => r.height > 0);
    rects.sort((a, b) => a.top - b.top);
    for (const r of rects) {
      if (!tops.length || r.top - tops[tops.length - 1].top > r.height / 2) {
        tops.push({ top: r.top, bottom: (r.top + r.bottom + high) / 2 });
      } else {
        const line = tops[tops.length - 1];
        line.bottom = Math.max(line.bottom, (r.top + r.bottom + high) / 2);
      }
    }
    return tops;
  }

  // The place in the text where the line that begins at `top` starts.
  function startOfLine(el, top) {
    const walker = document.createTreeWalker(el, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    const middle = (node, i) => {
      // A space swallowed by a line end has no box: it belongs to the line before it.
      range.setStart(node, i);
      range.setEnd(node, i + 1);
      const r = range.getClientRects();
      return r.length ? (r[0].top + r[0].bottom) / 2 : -Infinity;
    };
    const after = (node, i) => middle(node, i) > top;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      range.selectNodeContents(node);
      const rects = [...range.getClientRects()];
      if (!rects.some((r) => (r.top + r.bottom) / 2 > top)) continue;
      let low = 0;
      let high = node.length - 1;
      while (low < high) {
        const half = (low + high) >> 1;
        let at = half; // swallowed spaces say nothing; look at the next letter
        while (at < high && middle(node, at) === -Infinity) at += 1;
        if (after(node, at)) high = half;
        else low = at + 1;
      }
      while (low < node.length - 1 && middle(node, low) === -Infinity) low += 1;
      // Never between the two halves of one character.
      const code = node.data.charCodeAt(low);
      if (low > 0 && code >= 0xdc00 && code <= 0xdfff) low -= 1;
      return [node, low];
    }
    return null;
  }

  // Moves the lines of `el` from line `n` on into a copy of it, which is returned.
  function cut(el, n, tops) {
    const place = startOfLine(el, tops[n].top + 1);
    if (!place) return null;
    const range = document.createRange();
    range.setStart(...place);
    range.setEnd(el, el.childNodes.length);
    const rest = el.cloneNode(false);
    rest.append(range.extractContents());
    rest.classList.add("tiep");
    el.classList.add("con");
    const last = el.lastChild;
    const broken = last && last.nodeName === "BR";
    const justified = getComputedStyle(el).textAlign === "justify";
    el.classList.toggle("day", justified && !broken);
    return rest;
  }

  function splitText(el) {
    if (!isText(el)) return null;
    const tops = lineTops(el);
    let n = tops.filter((t) => t.bottom <= limit + SLACK).length;
    if (n >= tops.length) return null;
    if (tops.length - n < KEEP) n = tops.length - KEEP;
    return n >= KEEP ? cut(el, n, tops) : null;
  }

  // The last lines of a paragraph, to go with what follows; null when it is too short to part.
  function tail(el) {
    if (!isText(el) || /^H/.test(el.tagName)) return null;
    const tops = lineTops(el);
    return tops.length >= 2 * KEEP ? cut(el, tops.length - KEEP, tops) : null;
  }

  // A row taller than a sheet is parted inside its cells.
  function splitRow(row) {
    const rest = row.cloneNode(false);
    let some = false;
    for (const cell of row.cells) {
      const tops = lineTops(cell);
      const n = tops.filter((t) => t.bottom <= limit + SLACK).length;
      const more = n > 0 && n < tops.length ? cut(cell, n, tops) : null;
      some = some || more !== null;
      rest.append(more || cell.cloneNode(false));
    }
    return some ? rest : null;
  }

  function splitTable(el, alone) {
    const table = el.querySelector("table");
    if (!table) return null;
    const rows = [...table.tBodies[0].rows];
    let n = rows.filter((r) => box(r).bottom <= limit + SLACK).length;
    if (n >= rows.length) return null;
    let part = null;
    if (n === 0) {
      part = alone ? splitRow(rows[0]) : null;
      if (!part && (!alone || rows.length < 2)) return null;
      n = 1;
    }
    const rest = el.cloneNode(false);
    const copy = table.cloneNode(false);
    const body = document.createElement("tbody");
    if (part) body.append(part);
    body.append(...rows.slice(n));
    copy.append(table.querySelector("colgroup").cloneNode(true));
    if (table.tHead) {
      const head = table.tHead.cloneNode(true);
      head.dataset.lap = "";
      copy.append(head);
    }
    copy.append(body);
    rest.append(copy);
    rest.classList.add("tiep");
    el.classList.add("con");
    return rest;
  }

  // A foot taller than a sheet: the recipients that do not fit go on.
  function splitFoot(el) {
    if (!el.classList.contains("chan")) return null;
    const items = [...el.querySelectorAll("li")];
    const over = items.filter((i) => box(i).bottom > limit + SLACK);
    if (!over.length || over.length === items.length) return null;
    const rest = el.cloneNode(false);
    const list = over[0].parentNode.cloneNode(false);
    list.append(...over);
    rest.append(list);
    return rest;
  }

  // Blocks at the end of the sheet that must go on with the next one.
  function pullBack() {
    const pulled = [];
    let last = area.lastElementChild;
    while (last && kept(last)) {
      const some = tail(last);
      if (some) {
        last.classList.remove("giu");
        pulled.unshift(some);
        return pulled;
      }
      if (last === area.firstElementChild) {
        // Nothing would be left on the sheet: let them part after all.
        area.append(...pulled);
        return [];
      }
      pulled.unshift(last);
      last.remove();
      last = area.lastElementChild;
    }
    return pulled;
  }

  function fill(section) {
    const queue = [...section.children];
    section.replaceChildren();
    section.classList.add("da_chia");
    newSheet(section);
    while (queue.length) {
      const el = queue.shift();
      area.append(el);
      if (fits(el)) continue;
      const alone = area.firstElementChild === el;
      let rest = splitText(el) || splitTable(el, alone);
      if (!rest && alone) rest = splitFoot(el);
      if (rest) {
        queue.unshift(rest);
      } else if (!alone) {
        el.remove();
        const pulled = pullBack();
        queue.unshift(...pulled, el);
      }
      if (queue.length) newSheet(section);
    }
  }

  for (const section of document.querySelectorAll(".phan_trang")) {
    if (!("noi" in section.dataset)) count = 0;
    fill(section);
  }
  document.documentElement.dataset.soTo = String(total);
})();
