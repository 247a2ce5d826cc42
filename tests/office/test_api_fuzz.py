"""The API keeps its own OpenAPI description, whatever is sent: bounded, and on this machine only."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings

from hojokin.office.config.wsgi import application

# A list beyond its declared length is also beyond the size of a body; and a question may fit the schema and
# still lack what its track needs, such as the facts that a size is derived from. Few numbers are a tool's, and no
# word is a vendor's token.
config = schemathesis.Config.from_dict(
    {
        "checks": {
            "negative_data_rejection": {"expected-statuses": [400, 401, 404, 405, 413, 415, 422]},
            "positive_data_acceptance": {"expected-statuses": [200, 401, 404, 422]},
        }
    }
)
schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application, config=config)


@pytest.mark.usefixtures("catalogue")
@pytest.mark.filterwarnings("ignore")
@schema.parametrize()
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_documented(case: schemathesis.Case[Any]) -> None:
    case.call_and_validate(headers={"Host": "localhost"})
