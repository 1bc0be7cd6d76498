// The player: counts what is watched, hands it in, keeps it while there is no network.
// Also hands in what earlier pages kept, on every page that loads it ([data-hand-in] or [data-watch]).

import { countFilm, countReading } from "../watch/counting.js";
import { steerByKeys } from "../watch/keys.js";
import * as keeper from "../watch/keeper.js";
import { post } from "../watch/sending.js";
import { fromText, minus, size, spans } from "../watch/spans.js";

const BEAT = 10_000;
/** What is still kept is tried again this often: a network that is back does not always say so. */
const AGAIN = 60_000;
const WORTH_SAYING = 5;

/** Hand in what earlier plays left behind; who they belong to is in their token. */
async function handInOld(url, current) {
  for (const entry of keeper.kept()) {
    if (entry.token === current?.token) continue;
    const { heard, refused } = await post(url, keeper.messageOf(entry));
    if (heard) keeper.settle(entry, heard);
    else if (refused) keeper.drop(entry);
  }
}

class Player {
  constructor(part) {
    this.part = part;
    this.words = part.dataset;
    this.film = part.querySelector("video, audio");
    this.length = Number(this.words.length);
    this.covered = fromText(this.words.covered);
    this.others = Number(this.words.total) - size(this.covered);
    this.entry = null;
    this.beginning = false;
    this.sending = false;
    this.wasOffline = false;
    this.here = part.querySelector("[data-here]");
    this.asked = false;
  }

  start() {
    this.here.addEventListener("click", () => this.goOnHere());
    const watched = (first, end) => this.watched(first, end);
    if (this.film) {
      countFilm(this.film, this.length, watched);
      this.followFilm();
    } else {
      countReading(this.length, () => spans([...this.covered, ...this.waiting()]), watched);
      this.begin();
    }
    setInterval(() => this.handIn(), BEAT);
    window.addEventListener("online", () => (this.entry ? this.handIn() : this.isReading() && this.begin()));
    document.addEventListener("visibilitychange", () => this.handIn());
    window.addEventListener("pagehide", () => this.handInLast());
  }

  followFilm() {
    const { film } = this;
    const position = Number(this.words.position);
    const resume = () => {
      if (position > 0 && position < this.length - 2) film.currentTime = position;
    };
    if (film.readyState > 0) resume();
    else film.addEventListener("loadedmetadata", resume, { once: true });
    film.addEventListener("play", () => this.begin());
    for (const name of ["pause", "ended"]) film.addEventListener(name, () => this.handIn());
    film.addEventListener("ratechange", () => this.notTooFast());
    steerByKeys(film, Number(this.words.speed) / 100);
    for (const button of document.querySelectorAll("[data-seek]")) {
      button.addEventListener("click", () => {
        film.currentTime = Number(button.dataset.seek);
        film.play();
      });
    }
  }

  notTooFast() {
    const most = Number(this.words.speed) / 100;
    if (this.film.playbackRate <= most) return;
    this.film.playbackRate = most;
    this.say(this.words.tooFast, "wait");
  }

  /** Ask for a token: from now on this device is the one that counts. */
  async begin() {
    if (this.entry || this.beginning) return;
    this.beginning = true;
    const { heard, refused, offline } = await post(this.words.begin, "", { "X-CSRFToken": this.words.key });
    this.beginning = false;
    if (heard) {
      this.here.hidden = true;
      this.entry = { token: heard.token, number: 0, position: heard.position, pieces: [] };
      this.covered = heard.covered;
      this.say("");
      this.show();
      this.ask(Boolean(heard.ask));
    } else {
      this.say(offline ? this.words.cannotBegin : refused.sentence, "stop");
      this.here.hidden = !offline;
      if (offline) this.film?.pause();
    }
  }

  isReading() {
    return !this.film;
  }

  /** One click takes over from the other device; a film goes on where it stood. */
  async goOnHere() {
    await this.begin();
    if (this.entry) this.film?.play();
  }

  watched(first, end) {
    if (!this.entry) return;
    keeper.add(this.entry, first, end);
    if (this.wasOffline) this.sayOffline();
  }

  /** What waits, as a set of seconds. */
  waiting() {
    return this.entry ? spans(this.entry.pieces.map(([first, end]) => [first, end])) : [];
  }

  async handIn() {
    if (!this.entry?.pieces.length || this.sending) return;
    this.sending = true;
    const { heard, refused, offline } = await post(this.words.progress, keeper.messageOf(this.entry));
    this.sending = false;
    if (offline) {
      this.wasOffline = true;
      this.sayOffline();
    } else if (refused) {
      this.stop(refused.sentence);
    } else {
      this.settle(heard);
    }
  }

  settle(heard) {
    keeper.settle(this.entry, heard);
    this.covered = heard.covered;
    this.show();
    if (heard.over) {
      this.stop(this.words.over);
      this.here.hidden = false;
    } else {
      this.say(this.wasOffline ? this.words.back : "", "ok");
      this.sayRefused(heard.refused);
    }
    this.wasOffline = false;
    this.ask(Boolean(heard.ask));
  }

  /** A question about the content stands below the player while the server waits for its answer; the film plays on. */
  ask(isOpen) {
    const place = this.part.querySelector("[data-presence]");
    if (isOpen && !this.asked && place) window.htmx.trigger(place, "ask");
    this.asked = isOpen;
  }

  /** This play is over: nothing more is counted until play is pressed again. */
  stop(sentence) {
    keeper.drop(this.entry);
    this.entry = null;
    this.film?.pause();
    this.say(sentence, "stop");
  }

  /** The page goes away: send without waiting; what is kept goes out again with the next page. */
  handInLast() {
    if (this.entry?.pieces.length) navigator.sendBeacon(this.words.progress, keeper.messageOf(this.entry));
  }

  show() {
    const done = size(this.covered);
    const hours = Math.floor(((this.others + done) * 10) / (Number(this.words.hour) * 60)) / 10;
    const line = this.words.line.replace("[done]", Math.floor(done / 60)).replace("[hours]", hours.toFixed(1));
    this.part.querySelector("[data-said]").textContent = line;
    const bar = this.part.querySelector("[data-bar]");
    bar.replaceChildren(...this.covered.map(([first, end]) => piece(first, end - first)));
  }

  sayOffline() {
    this.say(this.words.offline.replace("[minutes]", this.inWords(size(minus(this.waiting(), this.covered)))), "wait");
  }

  sayRefused(refused) {
    for (const [why, pairs] of Object.entries(refused)) {
      if (size(pairs) >= WORTH_SAYING) this.say(this.part.getAttribute(`data-why-${why}`), "wait");
    }
  }

  inWords(seconds) {
    const words = seconds < 60 ? this.words.seconds : this.words.minutes;
    return words.replace("[count]", seconds < 60 ? seconds : Math.floor(seconds / 60));
  }

  say(sentence, kind = "") {
    const note = this.part.querySelector("[data-note]");
    if (note.textContent === sentence) return;
    note.textContent = sentence;
    note.hidden = !sentence;
    note.className = `player-note is-${kind}`;
  }
}

function piece(first, width) {
  const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [name, value] of Object.entries({ x: first, width, height: 10 })) rect.setAttribute(name, value);
  return rect;
}

const part = document.querySelector("[data-watch]");
const player = part && new Player(part);
player?.start();
const hand = part || document.querySelector("[data-hand-in]");
if (hand) {
  const handIn = () => handInOld(hand.dataset.progress, player?.entry);
  handIn();
  window.addEventListener("online", handIn);
  setInterval(handIn, AGAIN);
}
