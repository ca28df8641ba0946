// What has to be known before anything is painted: the theme that was chosen, and that there are scripts.

import { chosen } from "./site/preference";

document.documentElement.dataset.scripts = "";
const theme = chosen();
if (theme) document.documentElement.dataset.theme = theme;
