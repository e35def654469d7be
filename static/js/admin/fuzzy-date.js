/* Shows only those parts of a date that its kind has, in ordinary forms and in StreamFields.
 * Without this script every part shows, and the server ignores those that the kind has not. */
(() => {
  const inputs = (element) => Array.from(element.querySelectorAll("select, input"));

  class FuzzyDateController extends window.StimulusModule.Controller {
    static targets = ["kind", "part"];
    static values = { needed: Object };

    kindTargetConnected() {
      this.show = this.show.bind(this);
      this.kindTarget.addEventListener("change", this.show);
      this.show();
    }

    kindTargetDisconnected(kind) {
      kind.removeEventListener("change", this.show);
    }

    show() {
      const needed = this.neededValue[this.kindTarget.value] || [];
      this.partTargets.forEach((part) => {
        part.hidden = !needed.includes(part.dataset.part);
      });
    }
  }
  window.wagtail.app.register("fuzzy-date", FuzzyDateController);

  /* One date of a StreamField: a list of the inputs' values. */
  class BoundFuzzyDate {
    constructor(element) {
      this.element = element.matches(".fuzzy-date") ? element : element.querySelector(".fuzzy-date");
      this.idForLabel = inputs(this.element)[0].id;
    }

    getValue() {
      return inputs(this.element).map((input) => input.value);
    }

    getState() {
      return this.getValue();
    }

    setState(state) {
      inputs(this.element).forEach((input, index) => {
        input.value = (state && state[index]) || "";
      });
      inputs(this.element)[0].dispatchEvent(new Event("change"));
    }

    setInvalid(invalid) {
      inputs(this.element).forEach((input) => {
        if (invalid) input.setAttribute("aria-invalid", "true");
        else input.removeAttribute("aria-invalid");
      });
    }

    getTextLabel() {
      return inputs(this.element)
        .slice(1)
        .filter((input) => input.value && !input.closest("[hidden]"))
        .map((input) => (input.selectedOptions ? input.selectedOptions[0].text : input.value))
        .join(" ");
    }

    focus() {
      inputs(this.element)[0].focus();
    }

    setCapabilityOptions() {}
  }

  const Widget = window.telepath && window.telepath.constructors["wagtail.widgets.Widget"];
  if (Widget) {
    window.telepath.register(
      "cms.core.FuzzyDateWidget",
      class extends Widget {
        boundWidgetClass = BoundFuzzyDate;

        getByName(name, container) {
          return new BoundFuzzyDate(container);
        }
      },
    );
  }
})();
