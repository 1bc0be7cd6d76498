// The house's side of the channel: a message counts only when it is exactly what a package's interface sends.

const MOST = 80_000;
const COMPLETIONS = ["completed", "incomplete", "not attempted", "unknown"];
const SUCCESSES = ["passed", "failed", "unknown"];
const SCORES = ["raw", "min", "max", "scaled"];

/** The report in a message event, null for anything else that any page might send. */
export function reportIn(event, { frame, origin, nonce }) {
  if (event.source !== frame.contentWindow || event.origin !== origin) return null;
  const said = event.data;
  if (said?.xingtan !== "package" || said.nonce !== nonce || !isSound(said.report)) return null;
  const { location, suspend_data, completion, success, score, seconds, left } = said.report;
  return { location, suspend_data, completion, success, score: chosen(score), seconds, left };
}

function isSound(report) {
  return (
    isText(report?.location, 1_000) &&
    isText(report.suspend_data, 64_000) &&
    COMPLETIONS.includes(report.completion) &&
    SUCCESSES.includes(report.success) &&
    SCORES.every((name) => isText(report.score?.[name], 32)) &&
    Number.isInteger(report.seconds) &&
    report.seconds >= 0 &&
    typeof report.left === "boolean" &&
    JSON.stringify(report).length <= MOST
  );
}

function isText(value, most) {
  return typeof value === "string" && value.length <= most;
}

function chosen(score) {
  return Object.fromEntries(SCORES.map((name) => [name, score[name]]));
}
