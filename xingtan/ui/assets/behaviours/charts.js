// Fetches the chart script only where a chart is, and draws once it has come.

let coming = null;

export function watchCharts(part) {
  const places = [...part.querySelectorAll("[data-chart]")];
  if (part.matches?.("[data-chart]")) places.push(part);
  if (!places.length) return;
  coming = coming || fetched(places[0].dataset.chartScript);
  coming.then(() => places.forEach((place) => window.xingtanChart(place)));
}

function fetched(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });
}
