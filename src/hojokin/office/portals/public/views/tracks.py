"""Tracks page (申請枠のちがい): each track told from its rulebook, with what changed since last year."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hojokin.office.portals.public.track_cards import TrackCard
from hojokin.office.queries.tracks import tracks_of
from hojokin.rules.editions import CURRENT


@require_safe
def tracks(request: HttpRequest) -> HttpResponse:
    """Every track of the current edition."""
    return render(request, "public/tracks.html", {"cards": [TrackCard(each) for each in tracks_of(CURRENT)]})
