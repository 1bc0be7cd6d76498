// The package's side of the channel: what it says to its interface goes to the house's page as one kind of message.

import { launchOf, softenStorage } from "./launch.js";

const SETTLES = 800;
export const QUIET = { autocommit: false, lmsCommitUrl: false, logLevel: 5 };

/** Put the interface of one standard into this window, unless a page around it has one. */
export function offer(standard) {
  softenStorage();
  if (window.parent !== window.top || window === window.top) return;
  const launch = launchOf(window.name);
  if (!launch) return;
  const api = standard.made(launch);
  window[standard.name] = api;
  new Reporter(api, standard, launch).listen();
}

class Reporter {
  constructor(api, standard, launch) {
    Object.assign(this, { api, standard, launch, began: Date.now(), timer: null });
    this.carried = launch.state.seconds_here ?? 0;
  }

  listen() {
    const { saved, changed, ended } = this.standard.events;
    this.api.on(changed, () => this.soon());
    this.api.on(saved, () => this.report(false));
    this.api.on(ended, () => this.report(true));
    window.addEventListener("pagehide", () => this.timer && this.report(false));
  }

  soon() {
    this.timer ??= setTimeout(() => this.report(false), SETTLES);
  }

  report(left) {
    clearTimeout(this.timer);
    this.timer = null;
    const said = this.standard.read(this.api.renderCMIToJSONObject().cmi);
    const here = Math.max(said.seconds, Math.floor((Date.now() - this.began) / 1000));
    const report = { ...said, seconds: this.carried + here, left };
    this.remember(report);
    window.parent.postMessage({ xingtan: "package", nonce: this.launch.nonce, report }, this.launch.house);
  }

  /** The next page of the package begins where this one is. */
  remember(report) {
    const { seconds, ...rest } = report;
    window.name = JSON.stringify({ ...this.launch, state: { ...rest, seconds_here: seconds } });
  }
}
