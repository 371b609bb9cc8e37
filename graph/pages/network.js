"use strict";
(function () {
  const data = JSON.parse(document.getElementById("data").textContent);
  const box = document.getElementById("network");
  const card = document.getElementById("card");
  const find = document.getElementById("find");
  const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif";
  const night = matchMedia("(prefers-color-scheme: dark)");
  let dark = night.matches;

  // Of a pair of colours, the one for the ground that the page has now.
  function dyed(pair) {
    return pair[dark ? 1 : 0];
  }

  // Every text from the data is set as text: markup in a name stays what it is, a name.
  function element(tag, text) {
    const made = document.createElement(tag);
    made.textContent = text;
    return made;
  }

  // The names are drawn by us, below: vis would draw each of them, one over the other.
  const nodes = new vis.DataSet(data.nodes.map(function (one) {
    return Object.assign({}, one, { label: undefined, title: element("div", one.title) });
  }));
  const edges = new vis.DataSet(data.edges.map(function (one) {
    return Object.assign({}, one, { title: element("div", one.title) });
  }));
  const network = new vis.Network(box, { nodes: nodes, edges: edges }, data.options);

  // Shows everything, with room for names; again on every change of size until the reader moves.
  const wide = data.nodes.map(function (one) { return Math.abs(one.x) + one.size; });
  const high = data.nodes.map(function (one) { return Math.abs(one.y) + one.size; });
  const reach = [Math.max(...wide) + 30, Math.max(...high) + 20];
  let moved = false;
  function fit() {
    const scale = Math.min(box.clientWidth / reach[0], box.clientHeight / reach[1]) / 2;
    network.moveTo({ position: { x: 0, y: 0 }, scale: Math.min(scale, 1.8) });
  }
  // vis guesses a scale from the number of nodes, and keeps it over a resize: ours comes after.
  function refit() { setTimeout(function () { if (!moved) { fit(); } }); }
  network.once("afterDrawing", refit);
  network.once("afterDrawing", function () {
    document.documentElement.dataset.ready = "yes";
  });
  network.on("resize", refit);
  network.on("zoom", function () { moved = true; });
  network.on("dragStart", function () { moved = true; });

  const tiesOf = data.nodes.map(function () { return []; });
  data.edges.forEach(function (one) {
    tiesOf[one.from].push(one);
    tiesOf[one.to].push(one);
  });
  const order = data.nodes.slice().sort(function (a, b) {
    return b.size - a.size || a.id - b.id;
  });
  let chosen = null;
  let near = null;

  function short(text) {
    return text.length > 30 ? text.slice(0, 28) + "…" : text;
  }

  function meet(a, b) {
    return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
  }

  // Nodes by the squares of a grid that they touch, to ask fast which of them a name would hide.
  const SIDE = 80;
  const grid = new Map();
  function squares(place, visit) {
    for (let x = Math.floor(place[0] / SIDE); x <= Math.floor(place[2] / SIDE); x += 1) {
      for (let y = Math.floor(place[1] / SIDE); y <= Math.floor(place[3] / SIDE); y += 1) {
        if (visit(x + "," + y)) { return true; }
      }
    }
    return false;
  }
  data.nodes.forEach(function (one) {
    const reach = one.size * 0.8;
    const place = [one.x - reach, one.y - reach, one.x + reach, one.y + reach];
    squares(place, function (key) {
      if (!grid.has(key)) { grid.set(key, []); }
      grid.get(key).push([one.id, place]);
    });
  });
  function hides(place, id) {
    return squares(place, function (key) {
      return (grid.get(key) || []).some(function (other) {
        return other[0] !== id && (!near || near.has(other[0])) && meet(place, other[1]);
      });
    });
  }

  // Names from the largest node down, each where it hides nothing; more appear on zooming in.
  network.on("afterDrawing", function (ctx) {
    const scale = network.getScale();
    const middle = network.getViewPosition();
    const width = box.clientWidth / scale / 2;
    const height = box.clientHeight / scale / 2;
    const line = 12.5 / scale;
    const most = Math.max(12, box.clientWidth * box.clientHeight / 8000);
    const taken = [];
    ctx.save();
    ctx.font = "500 " + line + "px " + FONT;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    ctx.lineWidth = 3.2 / scale;
    ctx.strokeStyle = dyed(data.surface.ground);
    ctx.fillStyle = dyed(data.surface.ink);
    order.forEach(function (one, rank) {
      const inside = Math.abs(one.x - middle.x) < width && Math.abs(one.y - middle.y) < height;
      if (!inside || taken.length > most || (near && !near.has(one.id))) { return; }
      const text = short(one.label);
      const half = ctx.measureText(text).width / 2;
      const beside = one.size + half + 4 / scale;
      const over = one.size + line * 0.75;
      const spots = [[0, over], [0, -over], [beside, 0], [-beside, 0]];
      const places = spots.map(function (spot) {
        const x = one.x + spot[0];
        const y = one.y + spot[1];
        return [x - half, y - line * 0.6, x + half, y + line * 0.6];
      }).filter(function (place) {
        const across = Math.max(middle.x - place[0], place[2] - middle.x) < width;
        const down = Math.max(middle.y - place[1], place[3] - middle.y) < height;
        return across && down && !taken.some(function (other) { return meet(place, other); });
      });
      // The largest are named even where that covers a smaller node.
      const place = places.find(function (spot) { return !hides(spot, one.id); }) ||
        (rank < 15 || near ? places[0] : undefined);
      if (place) {
        taken.push(place);
        const x = (place[0] + place[2]) / 2;
        const y = (place[1] + place[3]) / 2;
        ctx.strokeText(text, x, y);
        ctx.fillText(text, x, y);
      }
    });
    ctx.restore();
  });

  function paint() {
    nodes.update(data.nodes.map(function (one) {
      const lit = !near || near.has(one.id);
      return { id: one.id, color: shade(lit ? one.dye : data.surface.line, one.id === chosen) };
    }));
    edges.update(data.edges.map(function (one) {
      const lit = chosen === null || one.from === chosen || one.to === chosen;
      const pair = chosen === null ? one.dye : data.surface[lit ? "soft" : "hover"];
      return { id: one.id, color: { color: dyed(pair), highlight: dyed(pair), hover: dyed(pair) } };
    }));
  }

  // A node has a rim of the ground's colour, so that one over another is still seen; the chosen
  // one has a rim of ink.
  function shade(pair, marked) {
    const look = { background: dyed(pair), border: dyed(data.surface[marked ? "ink" : "ground"]) };
    return Object.assign({}, look, { highlight: look, hover: look });
  }

  function dress(ground) {
    dark = ground;
    paint();
    network.redraw();
  }
  night.addEventListener("change", function () { dress(night.matches); });
  // Paper is white.
  addEventListener("beforeprint", function () { dress(false); });
  addEventListener("afterprint", function () { dress(night.matches); });
  paint();

  function show(id) {
    chosen = id;
    near = id === null ? null : new Set([id]);
    const ties = id === null ? [] : tiesOf[id];
    ties.forEach(function (one) { near.add(one.from).add(one.to); });
    card.hidden = id === null;
    if (id !== null) {
      document.getElementById("about").textContent = data.nodes[id].title;
      document.getElementById("ties").replaceChildren(...ties.map(function (one) {
        return element("li", one.title);
      }));
      card.scrollTop = 0;
    }
    paint();
  }

  network.on("click", function (event) {
    show(event.nodes.length ? event.nodes[0] : null);
  });
  document.getElementById("close").addEventListener("click", function () { show(null); });

  const known = new Map();
  data.nodes.forEach(function (one) {
    const option = document.createElement("option");
    option.value = one.label;
    document.getElementById("names").append(option);
    known.set(one.label.toLowerCase(), one.id);
  });
  function seek() {
    const wanted = find.value.trim().toLowerCase();
    if (!known.has(wanted)) { return; }
    const id = known.get(wanted);
    show(id);
    moved = true;
    network.selectNodes([id], false);
    network.focus(id, { scale: Math.max(network.getScale(), 1) });
  }
  find.addEventListener("input", seek);
  document.getElementById("finder").addEventListener("submit", function (event) {
    event.preventDefault();
    seek();
  });

  const frame = box.firstElementChild;
  frame.setAttribute("role", "img");
  frame.setAttribute("aria-label", box.dataset.label);
  box.addEventListener("keydown", function (event) {
    const at = network.getViewPosition();
    const scale = network.getScale();
    const by = 60 / scale;
    const moves = { ArrowLeft: [-by, 0], ArrowRight: [by, 0], ArrowUp: [0, -by], ArrowDown: [0, by] };
    const zooms = { "+": 1.25, "=": 1.25, "-": 0.8 };
    if (moves[event.key]) {
      const to = { x: at.x + moves[event.key][0], y: at.y + moves[event.key][1] };
      network.moveTo({ position: to });
    } else if (zooms[event.key]) {
      network.moveTo({ scale: scale * zooms[event.key] });
    } else if (event.key === "0") {
      fit();
    } else {
      return;
    }
    moved = event.key !== "0";
    event.preventDefault();
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { show(null); network.unselectAll(); }
  });

  document.getElementById("all").addEventListener("toggle", function () {
    const rows = document.getElementById("rows");
    if (rows.childElementCount) { return; }
    data.edges.forEach(function (one) {
      const row = document.createElement("tr");
      const cells = [data.nodes[one.from].label, data.nodes[one.to].label].concat(one.cells);
      cells.forEach(function (cell) { row.append(element("td", String(cell))); });
      rows.append(row);
    });
  });
}());
