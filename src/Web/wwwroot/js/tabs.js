// Where there is no room for all tabs, the one that is open is not the one that is out of sight.
for (const tab of document.querySelectorAll(".tabs [aria-current]")) {
  const row = tab.parentElement;
  row.scrollLeft = tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
}

// And where there are more than are seen, the row fades out on that side.
for (const row of document.querySelectorAll(".tabs")) {
  const look = () => {
    row.toggleAttribute("data-before", row.scrollLeft > 1);
    row.toggleAttribute("data-more", row.scrollLeft + row.clientWidth < row.scrollWidth - 1);
  };
  row.addEventListener("scroll", look, { passive: true });
  new ResizeObserver(look).observe(row);
}
