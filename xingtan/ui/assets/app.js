// What every page has: parts of a page by htmx, and small behaviours bound by data attributes.

import htmx from "htmx.org";
import { watchBusyForms } from "./behaviours/busy.js";
import { watchCharts } from "./behaviours/charts.js";
import { watchCopying } from "./behaviours/copy.js";
import { watchDrafts } from "./behaviours/drafts.js";
import { sumAll, watchFilling } from "./behaviours/filling.js";
import { watchFilters } from "./behaviours/filters.js";
import { takeFocus } from "./behaviours/focus.js";
import { watchMending } from "./behaviours/mending.js";
import { watchMenus } from "./behaviours/menus.js";
import { watchPrinting } from "./behaviours/print.js";
import { watchRooms } from "./behaviours/rooms.js";
import { watchRuns } from "./behaviours/runs.js";
import { watchShortcuts } from "./behaviours/shortcuts.js";
import { watchSplitting } from "./behaviours/splitting.js";

window.htmx = htmx;
document.documentElement.classList.add("has-script");

watchBusyForms();
watchCopying();
watchDrafts();
watchFilling();
watchFilters();
watchMending();
watchMenus();
watchPrinting();
watchRooms();
watchRuns();
watchShortcuts();
watchSplitting();

/** Behaviours that look at what is there: once for the page, again for each new part. */
function greet(part) {
  takeFocus(part);
  sumAll(part);
  watchCharts(part);
  for (const button of part.querySelectorAll("[data-copy][hidden], [data-print][hidden]")) button.hidden = false;
}

htmx.onLoad(greet);
