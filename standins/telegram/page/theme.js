// The chosen light, before anything is drawn: no flash of the other one. (A module would come too late.)

if (localStorage.getItem("theme")) document.documentElement.dataset.theme = localStorage.getItem("theme");
