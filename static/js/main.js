/** Starts each behaviour; every one finds its own elements and works without the others. */
import { startCharts } from "./chart.js";
import { startOutletSearch } from "./outlet-search.js";
import { startViews } from "./view.js";

startViews();
startCharts();
startOutletSearch();
