// Small conveniences: every page does its whole job without them.

for (const box of document.querySelectorAll('[data-onward="select-all"]')) selectAll(box);
for (const page of document.querySelectorAll('[data-onward="keys"]')) pressByKey(page);
for (const dialog of document.querySelectorAll('[data-onward="session"]')) warnOfSigningOut(dialog);

/** Puts a "select all" button and a running count above a table of checkboxes. */
function selectAll(box) {
  const choices = [...box.querySelectorAll('tbody input[type="checkbox"]')];
  const limit = Number(box.dataset.limit);
  const bar = document.createElement("div");
  bar.className = "onward-multi-select__bar";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "govuk-button govuk-button--secondary";
  button.textContent = box.dataset.all;
  const count = document.createElement("span");
  count.setAttribute("role", "status");
  bar.append(button, count);
  box.prepend(bar);

  const tell = () => {
    const chosen = choices.filter((choice) => choice.checked).length;
    count.textContent = chosen === 1 ? box.dataset.one : box.dataset.many.replace("%(num)s", chosen);
  };
  button.addEventListener("click", () => {
    const tick = choices.slice(0, limit).some((choice) => !choice.checked);
    choices.forEach((choice, place) => { choice.checked = tick && place < limit; });
    tell();
  });
  box.addEventListener("change", tell);
  tell();
}

/** Opens the warning two minutes before the idle time is over; staying keeps what was typed. */
function warnOfSigningOut(dialog) {
  const form = dialog.querySelector("form");
  const wait = () => setTimeout(() => dialog.showModal(), (Number(dialog.dataset.seconds) - 120) * 1000);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
    // Signed out already: let the browser go there and show the sign-in page.
    if (!answer.ok || answer.redirected) return form.submit();
    dialog.close();
    wait();
  });
  wait();
}

/** Presses the button that shows the key; whoever needs the keys for themselves switches this off. */
function pressByKey(page) {
  const off = "onward-keys-off";
  const isOff = () => localStorage.getItem(off) === "1";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "govuk-button govuk-button--secondary";
  const tell = () => { button.textContent = isOff() ? page.dataset.on : page.dataset.off; };
  button.addEventListener("click", () => {
    if (isOff()) localStorage.removeItem(off); else localStorage.setItem(off, "1");
    tell();
  });
  page.append(button);
  tell();
  document.addEventListener("keydown", (event) => {
    if (isOff() || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.closest("input:not([type=radio]), select, textarea, dialog")) return;
    const pressed = page.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!pressed) return;
    event.preventDefault();
    pressed.click();
  });
}
