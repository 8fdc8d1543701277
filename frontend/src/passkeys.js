// Passkeys: the browser asks the device; what it says goes to the server as it is.

const decode = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
const encode = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

async function post(path, body) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRF-TOKEN": document.querySelector('input[name="_csrf"]').value },
    body: body === undefined ? "{}" : JSON.stringify(body),
  });
  if (!answer.ok) {
    throw new Error(String(answer.status));
  }
  return answer.json();
}

const described = (list) => (list ?? []).map((one) => ({ ...one, id: decode(one.id) }));

const whole = (credential, response) => ({
  id: credential.id,
  rawId: encode(credential.rawId),
  type: credential.type,
  authenticatorAttachment: credential.authenticatorAttachment,
  clientExtensionResults: credential.getClientExtensionResults(),
  response,
});

async function signIn(next) {
  const options = await post("/passkeys/sign-in/options");
  const publicKey = { ...options, challenge: decode(options.challenge), allowCredentials: described(options.allowCredentials) };
  const credential = await navigator.credentials.get({ publicKey });
  const { authenticatorData, clientDataJSON, signature, userHandle } = credential.response;
  return post("/passkeys/sign-in?next=" + encodeURIComponent(next), whole(credential, {
    authenticatorData: encode(authenticatorData),
    clientDataJSON: encode(clientDataJSON),
    signature: encode(signature),
    userHandle: userHandle ? encode(userHandle) : undefined,
  }));
}

async function register(next, label) {
  const options = await post("/passkeys/registration/options");
  const publicKey = {
    ...options,
    challenge: decode(options.challenge),
    user: { ...options.user, id: decode(options.user.id) },
    excludeCredentials: described(options.excludeCredentials),
  };
  const credential = await navigator.credentials.create({ publicKey });
  const { attestationObject, clientDataJSON } = credential.response;
  return post("/passkeys/registration?next=" + encodeURIComponent(next) + "&label=" + encodeURIComponent(label), whole(credential, {
    attestationObject: encode(attestationObject),
    clientDataJSON: encode(clientDataJSON),
    transports: credential.response.getTransports?.() ?? [],
  }));
}

document.querySelectorAll("[data-passkey]").forEach((place) => {
  if (!window.PublicKeyCredential) {
    return; // an old browser, or not by HTTPS: the other ways are there
  }
  place.hidden = false;
  const fault = place.querySelector("[data-passkey-fault]");
  place.addEventListener("submit", async (event) => {
    event.preventDefault();
    fault.hidden = true;
    try {
      const next = place.dataset.next;
      const answer = place.dataset.passkey === "sign-in" ? await signIn(next) : await register(next, place.elements.label.value);
      location.assign(answer.location);
    } catch {
      fault.hidden = false;
      fault.textContent = fault.dataset.passkeyFault;
    }
  });
});
