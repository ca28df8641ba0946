// Which theme somebody chose on this machine; what the system says, where nobody did.

export type Theme = "light" | "dark";

const KEY = "itsm-theme";

export function chosen(): Theme | null {
  try {
    const found = localStorage.getItem(KEY);
    return found === "light" || found === "dark" ? found : null;
  } catch {
    return null; // where nothing may be kept, the system decides
  }
}

export function choose(theme: Theme | null): void {
  try {
    if (theme) localStorage.setItem(KEY, theme);
    else localStorage.removeItem(KEY);
  } catch {
    // it lasts for this page
  }
}
