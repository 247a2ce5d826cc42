"""What the OpenFisca systems share: one person, yearly variables, the size of an applicant, and how they are run.

Each named rule of ours is one variable there, as its authors would publish it. Yen are whole numbers (``int``, 32 bits
in OpenFisca) or, as most of its country packages have them, ``float``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray
from openfisca_core.entities import Entity
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DateUnit
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

Person = Entity("person", "persons", "An applicant", "")
PERIOD = "2026"
YEN = "currency"
ANSWER = "amount_yen"
Formula = Callable[..., Any]


def _variable(name: str, value_type: type, label: str, unit: str = "", formula: Formula | None = None) -> Any:
    body: dict[str, Any] = {"value_type": value_type, "entity": Person, "definition_period": DateUnit.YEAR}
    body |= {"label": label} | ({"unit": unit} if unit else {}) | ({"formula": formula} if formula else {})
    return type(name, (Variable,), body)


def yen(label: str) -> Callable[[Formula], Any]:
    """A variable of yen, named like its formula."""
    return lambda formula: _variable(formula.__name__, int, label, YEN, formula)


def rate(label: str) -> Callable[[Formula], Any]:
    """A variable that is a rate."""
    return lambda formula: _variable(formula.__name__, float, label, formula=formula)


def flag(label: str) -> Callable[[Formula], Any]:
    """A variable that is true or false."""
    return lambda formula: _variable(formula.__name__, bool, label, formula=formula)


def yen_input(name: str) -> Any:
    """An input of yen."""
    return _variable(name, int, name, YEN)


def count_input(name: str) -> Any:
    """An input that counts."""
    return _variable(name, int, name)


def flag_input(name: str) -> Any:
    """An input that is true or false."""
    return _variable(name, bool, name)


def system(track: ModuleType, money: type) -> TaxBenefitSystem:
    """The tax and benefit system of a track's module, its yen of one type: ``int`` or ``float``."""
    made = TaxBenefitSystem([Person])
    for each in _variables(track):
        body = {name: value for name, value in vars(each).items() if not name.startswith("__")}
        if body.get("unit") == YEN:
            body["value_type"] = money
        made.add_variable(type(each.__name__, (Variable,), body))
    dated = {name: {"values": {"2026-01-01": {"value": value}}} for name, value in track.PARAMETERS.items()}
    made.parameters = ParameterNode("", data=dated)
    return made


def _variables(module: ModuleType) -> list[type[Variable]]:
    found = [*module.INPUTS, *vars(module).values()]
    return [
        each
        for each in found
        if isinstance(each, type) and issubclass(each, Variable) and each is not Variable
    ]


def simulated(built: TaxBenefitSystem, columns: Mapping[str, NDArray[Any]]) -> Any:
    """A simulation of many applicants, its inputs set."""
    size = len(next(iter(columns.values())))
    simulation = SimulationBuilder().build_default_simulation(built, count=size)
    for name, column in columns.items():
        simulation.set_input(name, PERIOD, column)
    return simulation


def answered(simulation: Any) -> NDArray[Any]:
    """The yen granted to each applicant."""
    return np.asarray(simulation.calculate(ANSWER, PERIOD))


def one_case(built: TaxBenefitSystem, facts: Mapping[str, Any]) -> int:
    """The yen granted in one case, from its dictionary, as OpenFisca's web API does it."""
    person = {name: {PERIOD: value} for name, value in facts.items()}
    simulation = SimulationBuilder().build_from_dict(built, {"persons": {"applicant": person}})
    return int(simulation.calculate(ANSWER, PERIOD)[0])
