using Activation.Domain.Comments;
using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using FsCheck;
using FsCheck.Fluent;

namespace Activation.Domain.Tests.Initiatives;

/// <summary>Whatever several people try, in whatever order: what is accepted keeps the rules.</summary>
public class LawfulSequencesTests
{
    static readonly Gen<Step> Steps =
        from actor in Gen.Elements(Cast.Everyone)
        from command in Gen.Choose(0, Attempt.Kinds - 1)
        from which in Gen.Choose(0, 1)
        from grade in Gen.Choose(0, 6)
        from hours in Gen.Frequency((6, Gen.Constant(1)), (1, Gen.Choose(24, 96)))
        select new Step(actor, command, which, grade, hours);

    static readonly Arbitrary<Step[]> Sequences = Steps.ArrayOf().Resize(250).ToArbitrary();

    [Test]
    public void No_accepted_sequence_breaks_a_rule() => Prop
        .ForAll(Sequences, steps =>
        {
            var world = Start();
            var now = World.Now;
            foreach (var step in steps)
            {
                now = now.AddHours(step.Hours);
                if (Decide.By(world, Attempt.Of(step, now), step.Actor, now) is not Accepted accepted) continue;
                Rules.OfStep(world, accepted, step.Actor, now);
                world.Add(accepted);
                Rules.OfWhole(world);
            }
        })
        .Check(Config.QuickThrowOnFailure.WithMaxTest(120));

    [Test]
    public void The_sequences_get_everywhere()
    {
        // Of these nobody's municipality is a stranger to the walk, so nobody declines it as an example.
        Type[] elsewhere =
        [
            typeof(ExampleDeclined), typeof(CommentRemoved), typeof(TextRemoved), typeof(SupportReserved), typeof(SupportReleased),
            // It takes two.
            typeof(DuplicateTakenIn), typeof(DuplicateLetGo), typeof(InitiativeMerged), typeof(MergeUndone), typeof(InitiativeSplitOff), typeof(SplitUndone),
        ];
        var missing = typeof(InitiativeProposed).Assembly.GetTypes()
            .Where(t => EventsEvolveTests.IsEvent(t) && t.Namespace == typeof(InitiativeProposed).Namespace).Except(elsewhere).ToHashSet();
        // Some are rare: as many sequences as it takes, within reason.
        for (var tries = 0; tries < 20 && missing.Count > 0; tries++)
            foreach (var steps in Steps.ArrayOf(400).Sample(100)) missing.ExceptWith(Happened(steps));
        Assert.That(missing, Is.Empty);
    }

    static IEnumerable<Type> Happened(Step[] steps)
    {
        var (world, now) = (Start(), World.Now);
        foreach (var step in steps)
        {
            now = now.AddHours(step.Hours);
            if (Decide.By(world, Attempt.Of(step, now), step.Actor, now) is Accepted accepted) world.Add(accepted);
        }

        return world.Events.Select(e => e.GetType());
    }

    static World Start() => new([.. Walk.Programme, .. Walk.Proposed]);
}

sealed record Step(Actor Actor, int Command, int Which, int Grade, int Hours);

/// <summary>What somebody may try, allowed or not.</summary>
static class Attempt
{
    static readonly Func<Step, DateTimeOffset, object>[] All =
    [
        (s, _) => new CastVote((Stance)(s.Grade % 2)),
        (_, _) => new WithdrawVote(),
        (s, _) => s.Grade == 6 ? new CloseVoting() : new CastVote((Stance)(s.Grade % 2)),
        (_, now) => new ReopenVoting(now.AddDays(7)),
        (s, _) => new MakePledge(s.Grade > 3 ? $"{s.Grade} timmar" : null),
        (s, _) => s.Grade > 3 ? new WithdrawPledge() : new MakePledge(null),
        (s, now) => new PlanActivity(Of(s), s.Grade > 4 ? Cast.Henrik.Member : s.Actor.Member, s.Which == 0 ? "astorp" : "svalov", Plan(s, now)),
        (s, now) => new ChangeActivityPlan(Of(s), Plan(s, now)),
        (s, _) => new SubmitActivity(Of(s)),
        (s, _) => new SubmitActivity(Of(s)),
        (s, _) => new ApproveActivity(Of(s), null),
        (s, _) => new ApproveActivity(Of(s), "bra"),
        (s, _) => s.Grade > 3 ? new ReturnActivity(Of(s), "platsen") : new ApproveActivity(Of(s), null),
        (s, _) => s.Grade > 4 ? new DeclineActivity(Of(s), "görs redan") : new SubmitActivity(Of(s)),
        (s, _) => new CorrectConcretisation(Of(s), s.Grade * 20, "så ser jag det"),
        (s, now) => new ScheduleActivity(Of(s), "Biblioteket", now.Today().AddDays(s.Grade - 1), "Torget"),
        (s, now) => new MarkCarriedOut(Of(s), now.Today().AddDays(s.Grade - 5), s.Grade, ""),
        (s, _) => s.Grade > 5 ? new CancelActivity(Of(s), "ingen kom") : new RateOutcome(Of(s), s.Grade, null),
        (s, _) => new RateOutcome(Of(s), s.Grade, null),
        (s, _) => s.Grade > 3 ? new KeepDay(Of(s)) : new AskForHelp(Of(s), "två timmar"),
        (s, _) => s.Grade > 2 ? new FollowUp(Of(s), (Aliveness)(s.Grade % 3)) : new KeepDay(Of(s)),
        (s, _) => s.Grade > 1 ? new PictureActivity(Of(s), (Moment)(s.Grade % 2), Cast.Id(800 + s.Grade), "Ett torg", 1200, 800) : new RemoveActivityPicture(Of(s), Cast.Id(802 + s.Grade)),
        (s, _) => new PostComment(new Guid(s.Grade, 0, 0, [0, 0, 0, 0, 0, 0, 0, 9]), "bra"),
        (s, _) => s.Grade > 1 ? new CompleteInitiative() : new RateOutcome(Of(s), s.Grade, null),
        (s, _) => s.Grade > 5 ? new ParkInitiative("vintern") : new ResumeInitiative(),
        (_, _) => new ResumeInitiative(),
        (s, _) => s.Grade > 5 && s.Which > 0 ? new WithdrawInitiative("flyttar") : new ResumeInitiative(),
        (s, _) => new RewordInitiative($"Promenad {s.Grade}", "", ["motesplatser"], [new("valkomnande", "")], []),
    ];

    public static int Kinds => All.Length;

    public static object Of(Step step, DateTimeOffset now) => All[step.Command](step, now);

    static Guid Of(Step s) => Cast.Id(101 + s.Which);

    static ActivityPlan Plan(Step s, DateTimeOffset now) => s.Grade switch
    {
        0 => Walk.Vague,
        6 => Walk.Concrete with { FirstStepOn = now.Today(), DueOn = now.Today().AddDays(3), Place = "Torget" },
        _ => Walk.Concrete with { FirstStepOn = now.Today() },
    };
}
