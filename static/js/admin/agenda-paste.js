/* Keeps the cells of a pasted table beside its text: in a text alone nobody sees where a cell of several lines ends.
 * Without this script the text is read, which browsers write with a tab between cells. */
(() => {
  const text = document.querySelector("[data-agenda-text]");
  const table = document.querySelector("[data-agenda-table]");
  if (!text || !table) return;

  /* The table and what stands around it, without the styles of the document that it comes from. */
  const bare = (html) => {
    const { body } = new DOMParser().parseFromString(html, "text/html");
    if (!body.querySelector("table")) return "";
    body.querySelectorAll("style, script, meta, link, img, svg").forEach((element) => element.remove());
    body.querySelectorAll("*").forEach((element) => {
      Array.from(element.attributes).forEach(({ name }) => element.removeAttribute(name));
    });
    return body.innerHTML;
  };

  let pasted = "";
  text.addEventListener("paste", (event) => {
    pasted = text.value.trim() ? "" : bare(event.clipboardData.getData("text/html"));
  });
  /* Whatever is typed by hand counts more than what the table said. */
  text.addEventListener("input", (event) => {
    table.value = event.inputType === "insertFromPaste" ? pasted : "";
    pasted = "";
  });
})();
