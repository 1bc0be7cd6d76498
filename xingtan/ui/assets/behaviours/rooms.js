// On a phone the rooms unfold below the top line; without script the link jumps to them.

export function watchRooms() {
  const toggle = document.querySelector("[data-rooms-toggle]");
  const rooms = document.getElementById("rooms");
  if (!toggle || !rooms) return;
  toggle.setAttribute("role", "button");
  toggle.setAttribute("aria-controls", "rooms");
  toggle.setAttribute("aria-expanded", "false");
  const set = (isOpen) => {
    rooms.classList.toggle("is-open", isOpen);
    toggle.setAttribute("aria-expanded", String(isOpen));
  };
  toggle.addEventListener("click", (event) => {
    event.preventDefault();
    set(!rooms.classList.contains("is-open"));
  });
  toggle.addEventListener("keydown", (event) => {
    if (event.key === " ") {
      event.preventDefault();
      toggle.click();
    }
  });
}
