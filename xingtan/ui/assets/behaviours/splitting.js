// [data-split="3600.00"]: while shares are typed, their sum and what is left of the amount are shown beside the button.

export function watchSplitting() {
  document.addEventListener("input", (event) => {
    const form = event.target.closest("[data-split]");
    if (form && event.target.matches("[data-share]")) show(form);
  });
}

function show(form) {
  const said = form.querySelector("[data-split-said]");
  const given = [...form.querySelectorAll("[data-share]")].reduce((sum, field) => sum + fen(field.value), 0);
  const rest = fen(form.dataset.split) - given;
  const left = form.querySelector("[data-split-rest]");
  form.querySelector("[data-split-sum]").textContent = yuan(given);
  left.textContent = rest === 0 ? said.dataset.even : `${yuan(rest)} ${rest < 0 ? said.dataset.over : said.dataset.left}`;
  left.classList.toggle("is-over", rest < 0);
}

/** Whole fen, so that no sum is ever off by a rounding; what is no amount counts as nothing. */
function fen(typed) {
  const found = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(typed.normalize("NFKC").replace(/[\s,¥元]/g, ""));
  if (!found) return 0;
  const whole = Number(found[2]) * 100 + Number((found[3] || "").padEnd(2, "0"));
  return found[1] ? -whole : whole;
}

function yuan(whole) {
  const text = (Math.abs(whole) / 100).toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return `${whole < 0 ? "-" : ""}¥${text}`;
}
