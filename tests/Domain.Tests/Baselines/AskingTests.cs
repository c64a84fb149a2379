using Activation.Domain.Baselines;
using Activation.Domain.Programmes;
using Activation.Domain.Tests.Initiatives;
using static Activation.Domain.Tests.Cast;
using static Activation.Domain.Tests.World;

namespace Activation.Domain.Tests.Baselines;

public class AskingTests
{
    static readonly DateOnly Until = Now.Today().AddDays(14);

    static readonly object[] Begun =
    [
        .. Walk.Programme, new StagePlanned(1, "Gemensamt", Now.Today().AddDays(-30), Now.Today().AddDays(60), null), new StageOpened(1),
        new StagePlanned(2, "Välkomnande", Now.Today().AddDays(61), Now.Today().AddDays(90), null),
    ];

    static readonly object[] Asked = [.. Begun, new BaselineOpened(0, Until)];

    [Test]
    public void All_are_asked_before_the_first_stage_and_once_for_each_that_has_begun()
    {
        Given(Walk.Programme).When(Elin, new OpenBaseline(0, Until)).Happens(new BaselineOpened(0, Until));
        Given(Begun).When(Elin, new OpenBaseline(1, Until)).Happens(new BaselineOpened(1, Until));
        Given(Begun).When(Elin, new OpenBaseline(2, Until)).IsRefused(Refusals.Baselines.StageNotBegun);
        Given(Begun).When(Elin, new OpenBaseline(0, Until)).IsRefused(Refusals.Baselines.FirstStageHasBegun);
        Given([.. Asked, new BaselineClosed(0)]).When(Elin, new OpenBaseline(0, Until)).IsRefused(Refusals.Baselines.AskedAlready);
        Given(Begun).When(Bo, new OpenBaseline(1, Until)).IsRefused(Refusals.Members.LeadsOnly);
    }

    [Test]
    public void One_wave_at_a_time_and_no_longer_than_two_months()
    {
        Given(Asked).When(Elin, new OpenBaseline(1, Until)).IsRefused(Refusals.Baselines.OneAtATime);
        Given(Begun).When(Elin, new OpenBaseline(1, Now.Today().AddDays(61))).IsRefused(Refusals.Baselines.UntilRange, Asking.MostDays);
        Given(Begun).When(Elin, new OpenBaseline(1, Now.Today().AddDays(-1))).IsRefused(Refusals.Baselines.UntilRange);
    }

    [Test]
    public void What_too_few_have_answered_is_opened_again_when_it_is_closed()
    {
        object[] closed = [.. Begun, new BaselineOpened(1, Until), new BaselineClosed(1)];
        Given(closed).When(Elin, new OpenBaseline(1, Until)).IsRefused(Refusals.Baselines.AskedAlready);
        Given(closed).When(Elin, new OpenBaseline(1, Until, IsKept: false)).Happens(new BaselineOpened(1, Until));
        Given([.. Begun, new BaselineOpened(1, Until)]).When(Elin, new OpenBaseline(1, Until, IsKept: false)).IsRefused(Refusals.Baselines.AskedAlready);
        Given([.. closed, new BaselineOpened(1, Until)]).When(Astrid, new AnswerBaseline(1, [3, 2, 4, 1, 5])).Happens();
        Given([.. closed, new BaselineOpened(1, Until)]).When(Elin, new CloseBaseline(1)).Happens(new BaselineClosed(1));
    }

    [Test]
    public void It_is_closed_once()
    {
        Given(Asked).When(Elin, new CloseBaseline(0)).Happens(new BaselineClosed(0));
        Given([.. Asked, new BaselineClosed(0)]).When(Elin, new CloseBaseline(0)).Happens();
        Given(Asked).When(Elin, new CloseBaseline(1)).IsRefused(Refusals.Baselines.NotAsked);
        Given(Asked).When(Astrid, new CloseBaseline(0)).IsRefused(Refusals.Members.LeadsOnly);
    }

    [Test]
    public void Whoever_lends_a_hand_answers_every_statement_while_it_is_open()
    {
        var answer = new AnswerBaseline(0, [3, 2, 4, 1, 5]);
        Given(Asked).When(Astrid, answer).Happens();
        Given(Asked).When(Guest, answer).Happens();
        Given(Asked).When(Onlooker, answer).IsRefused(Refusals.Members.ViewersLook);
        Given(Asked).When(Astrid, answer with { Grades = [3, 2, 4, 1] }).IsRefused(Refusals.Baselines.EachOneToFive);
        Given(Asked).When(Astrid, answer with { Grades = [3, 2, 4, 1, 6] }).IsRefused(Refusals.Baselines.EachOneToFive);
        Given(Asked).When(Astrid, answer, Now.AddDays(15)).IsRefused(Refusals.Baselines.NotAsked);
        Given([.. Asked, new BaselineClosed(0)]).When(Astrid, answer).IsRefused(Refusals.Baselines.NotAsked);
        Given(Begun).When(Astrid, answer).IsRefused(Refusals.Baselines.NotAsked);
    }
}
