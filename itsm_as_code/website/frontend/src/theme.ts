// The theme that was chosen, set before anything is painted: no flash of the other one.

import { chosen } from "./site/preference";

const theme = chosen();
if (theme) document.documentElement.dataset.theme = theme;
