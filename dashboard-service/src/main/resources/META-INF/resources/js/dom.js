/** An element: attributes, listeners (`onclick`), then children. Text is always text, never markup. */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (key.startsWith('on')) {
      element.addEventListener(key.slice(2), value);
    } else if (key === 'style') {
      Object.assign(element.style, value);
    } else {
      element.setAttribute(key, value === true ? '' : value);
    }
  }
  element.append(...there(children));
  return element;
}

/** Takes out what an element had, and puts children in; what is null is not there. */
export function fill(element, ...children) {
  element.replaceChildren(...there(children));
}

const there = children => children.flat().filter(child => child !== null && child !== undefined);

/** Says something to the person, for a while. */
export function note(text) {
  const box = el('p', {class: 'note'}, text);
  document.getElementById('notes').append(box);
  setTimeout(() => box.remove(), 8000);
}

/** Runs `work` and says what went wrong, if something does. */
export async function orNote(work) {
  try {
    return await work();
  } catch (error) {
    note(error.message);
    return undefined;
  }
}

/** Calls `work` once for many calls, at most every `ms`. */
export function gather(work, ms) {
  let waiting = false;
  return () => {
    if (!waiting) {
      waiting = true;
      setTimeout(() => {
        waiting = false;
        requestAnimationFrame(work);
      }, ms);
    }
  };
}
