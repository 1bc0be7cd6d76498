// The run-time interface of SCORM 2004, within the package's frame (scorm-again).

import { Scorm2004API } from "scorm-again/scorm2004";
import { offer, QUIET } from "../package/reporting.js";

/** P1DT2H3M4.5S */
function secondsOf(text) {
  const found = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(text ?? "");
  if (!found) return 0;
  const [days, hours, minutes, seconds] = found.slice(1).map((each) => Number(each ?? 0));
  return Math.floor(days * 86_400 + hours * 3600 + minutes * 60 + seconds);
}

function made({ state, learner, data, mastery }) {
  const api = new Scorm2004API(QUIET);
  const begun = Boolean(state.suspend_data || state.location || state.completion === "incomplete");
  const score = Object.fromEntries(Object.entries(state.score ?? {}).filter(([, value]) => value !== ""));
  const told = {
    learner_id: learner.id, learner_name: learner.name, credit: "credit", mode: "normal", launch_data: data,
    entry: begun ? "resume" : "ab-initio", location: state.location ?? "", suspend_data: state.suspend_data ?? "",
    completion_status: state.completion ?? "unknown", success_status: state.success ?? "unknown", score,
  };
  if (mastery) told.scaled_passing_score = String(Number(mastery) / 100);
  api.loadFromJSON(told, "cmi");
  return api;
}

function read(cmi) {
  const { raw, min, max, scaled } = cmi.score;
  return {
    location: cmi.location, suspend_data: cmi.suspend_data, completion: cmi.completion_status,
    success: cmi.success_status, score: { raw, min, max, scaled }, seconds: secondsOf(cmi.session_time),
  };
}

offer({ name: "API_1484_11", made, read, events: { saved: "Commit", changed: "SetValue", ended: "Terminate" } });
