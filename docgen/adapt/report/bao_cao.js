"use strict";
// Says how many rows the filter shows; a row that a link leads to gets the focus.
(() => {
  const rows = [...document.querySelectorAll("tr.hang")];
  const said = document.querySelector("#dem-hang");
  const count = () => {
    const seen = rows.filter((row) => row.getClientRects().length > 0).length;
    said.textContent = `Đang hiện ${seen}/${rows.length} hàng`;
  };
  document.querySelectorAll("input[name=loc]").forEach((choice) => {
    choice.addEventListener("change", count);
  });
  addEventListener("hashchange", () => {
    count();
    document.getElementById(location.hash.slice(1))?.focus({ preventScroll: true });
  });
  count();
})();
