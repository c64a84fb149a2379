using Activation.Domain.Programmes;
using Activation.Domain.Scoring;
using Activation.Domain.Tests.Initiatives;
using static Activation.Domain.Tests.Cast;
using static Activation.Domain.Tests.World;

namespace Activation.Domain.Tests.Programmes;

public class ProgrammeTests
{
    static readonly StartProgramme Start = new(Id(200), "familjen", "Familjeresan", "Familjen Helsingborg", "Europe/Stockholm", ["sv", "da"], true);
    static readonly PlanStage Spring = new(1, "Gemensamt", new(2027, 1, 1), new(2027, 3, 31), null);
    static readonly object[] Planned = [.. Walk.Programme, new StagePlanned(1, "Gemensamt", Spring.From, Spring.To, null)];
    static readonly object[] Opened = [.. Planned, new StageOpened(1)];
    static readonly StageFigures Figures = Rates.Of([], Now.Today(), ScoringRules.AtStart);

    [Test]
    public void An_administrator_starts_a_programme()
    {
        Given().When(Farid, Start).Happens(
            new ProgrammeStarted(Id(200), "familjen", "Familjeresan", "Familjen Helsingborg", "Europe/Stockholm", ["sv", "da"], true));
        Given().When(Bo, Start).IsRefused(Refusals.Members.AdministratorsOnly);
        Given(Walk.Programme).When(Farid, Start).IsRefused(Refusals.Programmes.Exists);
    }

    [TestCase("Familjen"), TestCase("a b"), TestCase(""), TestCase("-a"), TestCase("a--b"), TestCase("a\n"), TestCase("../x")]
    public void An_address_holds_no_surprises(string slug) => Given().When(Farid, Start with { Slug = slug }).IsRefused(Refusals.Programmes.SlugShape);

    [Test]
    public void A_language_nobody_wrote_texts_in_is_refused() =>
        Given().When(Farid, Start with { Languages = ["sv", "fi"] }).IsRefused(Refusals.Programmes.LanguageUnknown, "sv, da, en");

    [Test]
    public void Stages_do_not_overlap()
    {
        Given(Planned).When(Elin, Spring with { Stage = 2, From = Spring.To })
            .IsRefused(Refusals.Programmes.StagesOverlap, "Gemensamt", Spring.From, Spring.To);
        Given(Planned).When(Elin, Spring with { Stage = 2, From = Spring.From.AddDays(-9), To = Spring.From })
            .IsRefused(Refusals.Programmes.StagesOverlap);
        var summer = Spring with { Stage = 2, From = Spring.To.AddDays(1), To = Spring.To.AddDays(90) };
        Given(Planned).When(Elin, summer).Happens(new StagePlanned(2, "Gemensamt", summer.From, summer.To, null));
    }

    [Test]
    public void A_stage_that_has_not_opened_is_planned_anew()
    {
        Given(Planned).When(Elin, Spring with { Theme = "Öppet" }).Happens(new StagePlanned(1, "Öppet", Spring.From, Spring.To, null));
        Given(Opened).When(Elin, Spring).IsRefused(Refusals.Programmes.StageExists);
    }

    [Test]
    public void One_stage_is_open_at_a_time()
    {
        Given(Planned).When(Elin, new OpenStage(1)).Happens(new StageOpened(1));
        Given([.. Opened, new StagePlanned(2, "Välkomnande", new(2027, 4, 1), new(2027, 6, 1), null)])
            .When(Elin, new OpenStage(2)).IsRefused(Refusals.Programmes.StageIsOpen, "Gemensamt");
        Given(Planned).When(Elin, new OpenStage(9)).IsRefused(Refusals.Programmes.StageUnknown);
    }

    [Test]
    public void A_stage_is_closed_with_its_figures_and_stays_closed()
    {
        var closed = new StageClosed(1, Figures, Rates.Definition);
        Given(Opened).When(Elin, new CloseStage(1, Figures)).Happens(closed);
        Given(Planned).When(Elin, new CloseStage(1, Figures)).IsRefused(Refusals.Programmes.StageNotOpen);
        Given([.. Opened, closed]).When(Elin, new OpenStage(1)).IsRefused(Refusals.Programmes.StageClosed);
        Assert.That(Given([.. Opened, closed]).World.Programme.CurrentStage, Is.EqualTo(1));
    }

    [Test]
    public void An_open_stage_ends_on_another_day_from_today_on_and_never_in_another_ones_days()
    {
        var (from, to) = (Now.Today().AddDays(-20), Now.Today().AddDays(20));
        object[] open = [.. Walk.Programme, new StagePlanned(1, "Gemensamt", from, to, null), new StageOpened(1)];
        Given(open).When(Elin, new MoveStageEnd(1, to.AddDays(30))).Happens(new StageEndMoved(1, to.AddDays(30)));
        Given(open).When(Elin, new MoveStageEnd(1, Now.Today())).Happens(new StageEndMoved(1, Now.Today()));
        Given(open).When(Elin, new MoveStageEnd(1, to)).Happens();
        Given(open).When(Elin, new MoveStageEnd(1, Now.Today().AddDays(-1))).IsRefused(Refusals.Programmes.StageEndPast);
        Given(open).When(Bo, new MoveStageEnd(1, to.AddDays(1))).IsRefused(Refusals.Members.LeadsOnly);
        object[] next = [.. open, new StagePlanned(2, "Välkomnande", to.AddDays(1), to.AddDays(90), null)];
        Given(next).When(Elin, new MoveStageEnd(1, to.AddDays(1))).IsRefused(Refusals.Programmes.StagesOverlap, "Välkomnande", to.AddDays(1), to.AddDays(90));
        Assert.That(Given([.. open, new StageEndMoved(1, to.AddDays(9))]).World.Programme.OpenStage!.To, Is.EqualTo(to.AddDays(9)));
    }

    [Test]
    public void The_days_of_a_stage_hold_what_all_are_to_reach_in_it()
    {
        var (from, to) = (Now.Today().AddDays(-20), Now.Today().AddDays(20));
        RunningChallenge[] running = [new("Alla läser", to), new("Fika", to.AddDays(-9)), new("Sjung", to.AddDays(-2))];
        object[] open = [.. Walk.Programme, new StagePlanned(1, "Gemensamt", from, to, null), new StageOpened(1)];
        Given(open).When(Elin, new MoveStageEnd(1, to.AddDays(-5), running)).IsRefused(Refusals.Programmes.ChallengesOutside, "Sjung, Alla läser", to);
        Given(open).When(Elin, new MoveStageEnd(1, to.AddDays(-5), [running[1]])).Happens(new StageEndMoved(1, to.AddDays(-5)));
        Given(open).When(Elin, new MoveStageEnd(1, to.AddDays(-9), [running[1]])).Happens(new StageEndMoved(1, to.AddDays(-9)));
        Given([.. open, new StageEndMoved(1, to.AddDays(-8))]).When(Elin, new MoveStageEnd(1, to.AddDays(-5), running)).Happens(new StageEndMoved(1, to.AddDays(-5)));
        Given(Planned).When(Elin, new PlanStage(1, "Gemensamt", from, to.AddDays(-1), null, running)).IsRefused(Refusals.Programmes.ChallengesOutside, "Alla läser", to);
        Given(Planned).When(Elin, new PlanStage(1, "Gemensamt", to.AddDays(-3), to, null, running)).IsRefused(Refusals.Programmes.ChallengesOutside, "Fika", to.AddDays(-9));
        Given(Planned).When(Elin, new PlanStage(1, "Gemensamt", from, to, null, running)).Happens(new StagePlanned(1, "Gemensamt", from, to, null));
    }

    [Test]
    public void The_figures_of_a_closed_stage_stand_so_its_end_does_too()
    {
        Given([.. Opened, new StageClosed(1, Figures, Rates.Definition)]).When(Elin, new MoveStageEnd(1, Spring.To.AddDays(9))).IsRefused(Refusals.Programmes.StageFrozen);
        Given(Planned).When(Elin, new MoveStageEnd(1, Spring.To.AddDays(9))).IsRefused(Refusals.Programmes.StageNotOpen);
        Given(Planned).When(Elin, new MoveStageEnd(7, Spring.To)).IsRefused(Refusals.Programmes.StageNotOpen);
    }

    [Test]
    public void Where_a_municipality_lies_is_put_right_by_those_who_lead()
    {
        Given(Walk.Programme).When(Elin, new MoveMunicipality("astorp", 56.13, 12.95)).Happens(new MunicipalityMoved("astorp", 56.13, 12.95));
        Given(Walk.Programme).When(Elin, new MoveMunicipality("astorp", 91, 12.95)).IsRefused(Refusals.Programmes.PositionRange);
        Given(Walk.Programme).When(Elin, new MoveMunicipality("astorp", 56.13, double.NaN)).IsRefused(Refusals.Programmes.PositionRange);
        Given(Walk.Programme).When(Elin, new MoveMunicipality("ystad", 55.4, 13.8)).IsRefused(Refusals.Programmes.MunicipalityUnknown);
        Given(Walk.Programme).When(Bo, new MoveMunicipality("astorp", 56.13, 12.95)).IsRefused(Refusals.Members.LeadsOnly);
    }

    [Test]
    public void Only_those_who_lead_shape_it() => Given(Walk.Programme).When(Bo, Spring).IsRefused(Refusals.Members.LeadsOnly);

    [Test]
    public void A_flag_stands_for_one_focus_area()
    {
        Given(Walk.Programme).When(Elin, new NameFocusArea("resor", "Resor", 1, true)).IsRefused(Refusals.Programmes.FlagTaken);
        Given(Walk.Programme).When(Elin, new NameFocusArea("motesplatser", "Torg", 1, false))
            .Happens(new FocusAreaNamed("motesplatser", "Torg", 1, false));
        Given(Walk.Programme).When(Elin, new NameFocusArea("resor", "Resor", 7, true)).IsRefused(Refusals.Programmes.FlagRange, 6);
    }

    [Test]
    public void A_municipality_joins_once_at_its_own_place()
    {
        var bjuv = new AddMunicipality("bjuv", "Bjuv", 4, 16000, new(2026, 1, 1), 56.08, 12.91, new(1, 2, "start"));
        Given(Walk.Programme).When(Elin, bjuv).Happens(new MunicipalityJoined("bjuv", "Bjuv", 4, 16000, new(2026, 1, 1), 56.08, 12.91, new(1, 2, "start")));
        Given(Walk.Programme).When(Elin, bjuv with { RoutePlace = 1 }).IsRefused(Refusals.Programmes.RoutePlaceTaken, 4);
        Given(Walk.Programme).When(Elin, bjuv with { Municipality = "svalov" }).IsRefused(Refusals.Programmes.MunicipalityExists);
        Given(Walk.Programme).When(Elin, bjuv with { Latitude = double.NaN }).IsRefused(Refusals.Programmes.PositionRange);
        Given(Walk.Programme).When(Elin, bjuv with { Population = 0 }).IsRefused(Refusals.Programmes.PopulationRange);
    }
}
