using Activation.Domain.Members;
using Activation.Domain.Tests.Initiatives;
using static Activation.Domain.Tests.Cast;
using static Activation.Domain.Tests.World;

namespace Activation.Domain.Tests.Members;

public class ShuttingOutTests
{
    static readonly Guid Jonna = Id(40);
    static readonly object[] In = [.. Walk.Programme, new MemberEnrolled(Jonna, "astorp", [Role.CoreTeam])];
    static readonly object[] Out = [.. In, new MemberShutOut(Jonna, "Telefonen är stulen")];

    [Test]
    public void An_administrator_shuts_the_door_with_a_reason_and_opens_it_again()
    {
        Given(In).When(Farid, ShutOut(Jonna, "Telefonen är stulen")).Happens(new MemberShutOut(Jonna, "Telefonen är stulen"));
        Given(Out).When(Farid, ShutOut(Jonna, "Igen", isShut: true)).Happens();
        Given(Out).When(Farid, LetIn("Ny telefon")).Happens(new MemberLetIn(Jonna, "Ny telefon"));
        Given(In).When(Farid, LetIn("Ny telefon", isShut: false)).Happens();
        Given(In).When(Farid, ShutOut(Jonna, " ")).IsRefused(Refusals.Texts.ReasonMissing);
        Given(In).When(Farid, SignOut("Lånad dator")).Happens(new MemberSignedOut(Jonna, "Lånad dator"));
    }

    [Test]
    public void Nobody_else_does_and_nobody_shuts_out_themselves()
    {
        foreach (var actor in Everyone.Where(actor => actor != Farid))
            Given(In).When(actor, ShutOut(Jonna, "Därför")).IsRefused(Refusals.Members.AdministratorsOnly);
        Given([.. Walk.Programme, new MemberEnrolled(Farid.Member, "", [Role.Administrator])]).When(Farid, ShutOut(Farid.Member, "Därför")).IsRefused(Refusals.Members.NotOneself);
        Given(In).When(Farid, ShutOut(Id(41), "Därför")).IsRefused(Refusals.Members.Unknown);
    }

    [Test]
    public void An_administrator_takes_back_a_key_of_somebody_else_with_a_reason()
    {
        Given(In).When(Farid, TakeBack(Jonna, "Skriptet körs inte längre")).Happens(new MemberKeyTakenBack(Jonna, Id(50), "Skriptet körs inte längre"));
        Given(In).When(Farid, TakeBack(Jonna, " ")).IsRefused(Refusals.Texts.ReasonMissing);
        foreach (var actor in Everyone.Where(actor => actor != Farid))
            Given(In).When(actor, TakeBack(Jonna, "Därför")).IsRefused(Refusals.Members.AdministratorsOnly);
        Given([.. Walk.Programme, new MemberEnrolled(Farid.Member, "", [Role.Administrator])]).When(Farid, TakeBack(Farid.Member, "Därför")).IsRefused(Refusals.Members.NotOneself);
    }

    [Test]
    public void What_counts_is_the_door_and_not_what_this_programme_heard_of_it_last()
    {
        Given(Out).When(Farid, ShutOut(Jonna, "Igen", isShut: false)).Happens(new MemberShutOut(Jonna, "Igen"));
        Given(In).When(Farid, LetIn("Ny telefon", isShut: true)).Happens(new MemberLetIn(Jonna, "Ny telefon"));
    }

    [Test]
    public void Who_left_and_comes_back_is_still_shut_out() =>
        Given([.. Out, new MemberLeft(Jonna), new MemberEnrolled(Jonna, "astorp", [Role.CoreTeam])]).When(Farid, ShutOut(Jonna, "Därför", isShut: true)).Happens();

    [Test]
    public void Who_has_left_is_signed_out_by_others_no_longer_and_a_door_that_was_shut_before_is_still_opened()
    {
        object[] gone = [.. Out, new MemberLeft(Jonna)];
        Given(gone).When(Farid, SignOut("Lånad dator")).IsRefused(Refusals.Members.Left);
        Given(gone).When(Farid, ShutOut(Jonna, "Igen")).IsRefused(Refusals.Members.Left);
        Given(gone).When(Farid, TakeBack(Jonna, "Skriptet körs inte längre")).IsRefused(Refusals.Members.Left);
        Given(gone).When(Farid, LetIn("Kommer tillbaka")).Happens(new MemberLetIn(Jonna, "Kommer tillbaka"));
    }

    [Test]
    public void Who_is_in_another_programme_too_is_shut_out_by_its_administrator_as_well()
    {
        Assert.That(ShuttingOut.InOnlyOurs(null), Is.Null);
        Assert.That((ShuttingOut.InOnlyOurs("Skugglandet") as Refused)?.Key, Is.EqualTo(Refusals.Members.AccountElsewhereToo));
    }

    static Func<World, Actor, DateTimeOffset, Decision> ShutOut(Guid member, string reason, bool isShut = false) =>
        (w, a, _) => ShuttingOut.ShutOut(w.Member(member), new(reason, isShut), a);

    static Func<World, Actor, DateTimeOffset, Decision> TakeBack(Guid member, string reason) =>
        (w, a, _) => ShuttingOut.TakeBack(w.Member(member), new(Id(50), reason), a);

    static Func<World, Actor, DateTimeOffset, Decision> LetIn(string reason, bool isShut = true) =>
        (w, a, _) => ShuttingOut.LetIn(w.Member(Jonna), new(reason, isShut), a);

    static Func<World, Actor, DateTimeOffset, Decision> SignOut(string reason) => (w, a, _) => ShuttingOut.SignOut(w.Member(Jonna), new(reason), a);
}
