// Passkeys are the browser's: this asks it to make or to show one, and sends what it says with the form. Without script the form stays hidden.
const known = "PublicKeyCredential" in window && "parseRequestOptionsFromJSON" in PublicKeyCredential;

const token = (form) => form.querySelector("[name=__RequestVerificationToken]").value;

async function challenge(form) {
  const answer = await fetch(form.dataset.challenge, { method: "POST", headers: { RequestVerificationToken: token(form) } });
  if (!answer.ok) throw new Error(`challenge ${answer.status}`);
  return answer.json();
}

const ways = {
  get: async (json) => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(json) }),
  create: async (json) => navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(json) }),
};

for (const form of known ? document.querySelectorAll("form[data-passkey]") : []) {
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    const answer = form.elements.credential;
    if (answer.value) return;
    event.preventDefault();
    const status = form.querySelector("[data-status]");
    status.textContent = "";
    try {
      const credential = await ways[form.dataset.passkey](await challenge(form));
      answer.value = JSON.stringify(credential);
      form.requestSubmit();
    } catch {
      // Said no to, timed out, or no key for this site: the person may try again or take another way.
      status.textContent = form.dataset.failed;
    }
  });
}
