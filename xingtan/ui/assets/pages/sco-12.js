// The run-time interface of SCORM 1.2, within the package's frame (scorm-again).

import { Scorm12API } from "scorm-again/scorm12";
import { offer, QUIET } from "../package/reporting.js";

/** 0001:02:03.4 */
function secondsOf(text) {
  const [hours, minutes, seconds] = String(text ?? "").split(":").map(Number);
  const all = hours * 3600 + minutes * 60 + seconds;
  return Number.isFinite(all) ? Math.floor(all) : 0;
}

/** One word of 1.2 says both how far it is and how well it went. */
function statusOf({ completion, success }) {
  if (success === "passed" || success === "failed") return success;
  return completion === "completed" || completion === "incomplete" ? completion : "not attempted";
}

function made({ state, learner, data, mastery }) {
  const api = new Scorm12API(QUIET);
  const begun = Boolean(state.suspend_data || state.location || state.completion === "incomplete");
  api.loadFromJSON(
    {
      core: {
        student_id: learner.id, student_name: learner.name, credit: "credit", entry: begun ? "resume" : "ab-initio",
        lesson_location: state.location ?? "", lesson_status: statusOf(state), score: { raw: state.score?.raw ?? "" },
      },
      suspend_data: state.suspend_data ?? "", launch_data: data, student_data: { mastery_score: mastery },
    },
    "cmi",
  );
  return api;
}

function read({ core, suspend_data }) {
  const status = core.lesson_status;
  const done = ["completed", "passed", "failed"].includes(status);
  return {
    location: core.lesson_location, suspend_data,
    completion: done ? "completed" : status === "not attempted" ? "not attempted" : "incomplete",
    success: status === "passed" || status === "failed" ? status : "unknown",
    score: { raw: core.score.raw, min: core.score.min, max: core.score.max, scaled: "" },
    seconds: secondsOf(core.session_time),
  };
}

offer({ name: "API", made, read, events: { saved: "LMSCommit", changed: "LMSSetValue", ended: "LMSFinish" } });
