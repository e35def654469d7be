// Remembers which language a reader chose with the language link, for a year. Only the bare address "/" asks for it;
// without this file every page works the same.
const link = document.querySelector("a.tool--lang");
link?.addEventListener("click", () => {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `django_language=${link.hreflang}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
});
