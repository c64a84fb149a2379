using Activation.Domain.Webhooks;
using static Activation.Domain.Tests.Cast;

namespace Activation.Domain.Tests.Webhooks;

public class HookingTests
{
    static readonly Guid One = Id(201), Other = Id(202);
    static readonly HashSet<string> Known = ["initiative-proposed", "activity-approved"];
    static readonly Hooks There = Hooks.Evolve(Hooks.None, new WebhookAdded(One, "chat.example", ["activity-approved"]));

    [Test]
    public void An_administrator_says_who_is_told_what()
    {
        Happens(Add(Hooks.None, One, "initiative-proposed", "activity-approved", "activity-approved"), new WebhookAdded(One, "chat.example", ["activity-approved", "initiative-proposed"]));
        Happens(Hooking.Change(There, new(One, "chat.example", ["activity-approved"]), Known, Farid));
        Happens(Hooking.Change(There, new(One, "elsewhere.example", ["activity-approved"]), Known, Farid), new WebhookChanged(One, "elsewhere.example", ["activity-approved"]));
        Happens(Hooking.RenewSecret(There, One, Farid), new WebhookSecretRenewed(One, "chat.example"));
        Happens(Hooking.Remove(There, One, Farid), new WebhookRemoved(One, "chat.example"));
        Happens(Hooking.Remove(There, Other, Farid));
    }

    [Test]
    public void Nobody_else_does()
    {
        foreach (var actor in Everyone.Where(actor => actor != Farid))
            IsRefused(Hooking.Add(Hooks.None, new(One, "chat.example", ["activity-approved"]), Known, actor), Refusals.Members.AdministratorsOnly);
        foreach (var decision in new[] { Hooking.Change(There, new(One, "x.example", ["activity-approved"]), Known, Elin), Hooking.RenewSecret(There, One, Elin), Hooking.Resume(There, One, Elin), Hooking.Remove(There, One, Elin) })
            IsRefused(decision, Refusals.Members.AdministratorsOnly);
    }

    [Test]
    public void Only_what_may_be_told_is_told_and_not_to_everybody()
    {
        IsRefused(Add(Hooks.None, One), Refusals.Webhooks.KindsMissing);
        IsRefused(Add(Hooks.None, One, "vote-cast"), Refusals.Webhooks.KindUnknown);
        var many = Enumerable.Range(300, Hooking.Most).Aggregate(Hooks.None, (hooks, n) => Hooks.Evolve(hooks, new WebhookAdded(Id(n), "chat.example", ["activity-approved"])));
        IsRefused(Add(many, One, "activity-approved"), Refusals.Webhooks.TooMany);
        IsRefused(Hooking.Change(There, new(Other, "chat.example", ["activity-approved"]), Known, Farid), Refusals.Webhooks.Unknown);
    }

    [Test]
    public void A_receiver_that_is_gone_is_told_nothing_until_somebody_says_that_it_is_back()
    {
        var stopped = Hooks.Evolve(There, new WebhookStopped(One, "chat.example", 15));
        Happens(Hooking.Stop(There, One, 15), new WebhookStopped(One, "chat.example", 15));
        Happens(Hooking.Stop(stopped, One, 15));
        Happens(Hooking.Resume(stopped, One, Farid), new WebhookResumed(One, "chat.example"));
        Happens(Hooking.Resume(There, One, Farid));
        Assert.That(Hooks.Evolve(stopped, new WebhookChanged(One, "chat.example", ["activity-approved"])).All[One].IsStopped, Is.True);
    }

    static Decision Add(Hooks hooks, Guid hook, params string[] kinds) => Hooking.Add(hooks, new(hook, "chat.example", kinds), Known, Farid);

    static void Happens(Decision decision, params object[] events) => new Then(decision).Happens(events);

    static void IsRefused(Decision decision, string key) => new Then(decision).IsRefused(key);
}
