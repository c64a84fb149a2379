using System.Net;
using Activation.Store;
using Activation.Web.Platform;
using Activation.Web.Platform.Privacy;
using Activation.Web.Tests.Api;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Comments;

/// <summary>A comment that does not belong: reported, hidden with a reason, appealed against, and looked at by another person.</summary>
public sealed class ModerationTests
{
    const string Words = "Grannen Olle dricker.";
    const string Reason = "Det namnger en granne.";
    const string Open = $"{Sown.Here}/comments";

    TestHub hub;
    Visitor henrik;
    Visitor astrid;
    Visitor bo;
    Visitor elin;
    string path;
    string comment;

    [OneTimeSetUp]
    public async Task Sow()
    {
        hub = await TestHub.Sown(limits: false);
        (henrik, astrid, bo, elin) = (await hub.As(Cast.Henrik), await hub.As(Cast.Astrid), await hub.As(Cast.Bo), await hub.As(Cast.Elin));
        path = Sown.Initiative(await hub.Views.Value<int>("select number from initiative where municipality = 'astorp' and state = 'active' and merged_into is null order by number limit 1"));
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        foreach (var visitor in new[] { henrik, astrid, bo, elin }) visitor.Dispose();
        await hub.DisposeAsync();
    }

    [SetUp]
    public async Task Say()
    {
        var said = await henrik.Send(path, "form[action*='handler=Comment']", ("Text", Words));
        comment = said.All("#comments .remark").Last(remark => remark.TextContent.Contains(Words, StringComparison.Ordinal)).Id!;
    }

    [TearDown]
    public async Task TakeBack()
    {
        var sheet = await henrik.Get(path);
        await henrik.Send(sheet, $"#{comment} form[action*=RemoveComment]");
        await hub.Settled();
    }

    [Test]
    public async Task What_is_reported_waits_at_the_coordinator_without_saying_by_whom()
    {
        var told = await Ask(astrid, "Report", "Det är min granne.", ("Why", "Private"));
        Assert.That(told.Text, Does.Contain(Swedish["comments.reported"]));
        Assert.That(told.All($"#{comment} form[action*=Report]"), Is.Empty, "once is enough");
        Assert.That((await bo.Get($"{Sown.Here}/queue")).One("a[href$='/comments']").TextContent, Does.Contain("(1)"));
        var list = await bo.Get(Open);
        Assert.That(list.One(".cases").TextContent, Does.Contain(Words).And.Contain("Det är min granne.").And.Contain(Swedish["comments.why-private"]).And.Not.Contain(Cast.Astrid));
        Assert.That((await henrik.Get(path)).One($"#{comment}").TextContent, Does.Not.Contain("anmäl"), "its author is told nothing of it");
        await hub.Settled();
        var about = await hub.Services.GetRequiredService<AboutMe>().Of(await hub.PersonCalled(Cast.Astrid));
        Assert.That(about.Single(section => section.Name == "reports").Rows.Select(row => (string?)row["words"]), Is.EqualTo(new[] { "Det är min granne." }), "who reported it reads that they did");
    }

    [Test]
    public async Task That_somebody_reported_something_stands_in_no_list_of_deeds_and_in_nothing_that_programs_read()
    {
        var before = await hub.Log.Head();
        await Ask(astrid, "Report", "Det är min granne.", ("Why", "Private"));
        await Ask(bo, "Hide", Reason);
        await hub.Settled();
        using var farid = await hub.As(Cast.Farid);
        using var program = await Script.Of(hub, Cast.Farid);
        var events = (await program.Get($"{Script.Here}/events?after={before}")).Text;
        Assert.That(events, Does.Contain("comment-hidden").And.Not.Contain("comment-reported").And.Not.Contain("Det är min granne."));
        Assert.That((await farid.Get($"{Sown.Here}/admin/audit?kind=comment-reported")).All("tbody tr"), Is.Empty);
        Assert.That(await hub.Views.Value<int>("select count(*)::int from audit where kind = 'comment-reported'"), Is.Zero);
    }

    [Test]
    public async Task Whoever_answers_for_it_reads_no_report_of_what_they_wrote_themselves()
    {
        const string Own = "Det här skrev Bo själv.";
        var said = await bo.Send(path, "form[action*='handler=Comment']", ("Text", Own));
        var id = said.All("#comments .remark").Last(remark => remark.TextContent.Contains(Own, StringComparison.Ordinal)).Id!;
        await astrid.Send(path, $"#{id} form[action*='handler=Report']", ("Words", "Jag bor granne med Bo."), ("Why", "Private"));
        Assert.That((await elin.Get(Open)).Text, Does.Contain("Jag bor granne med Bo."));
        Assert.That((await bo.Get(Open)).Text, Does.Not.Contain("Jag bor granne med Bo.").And.Not.Contain(Own));
        Assert.That((await bo.Get($"{Sown.Here}/queue")).All("a[href$='/comments']").Select(link => link.TextContent), Has.None.Contains("(1)"));
        await bo.Send(path, $"#{id} form[action*=RemoveComment]");
    }

    [Test]
    public async Task Where_words_are_taken_out_nobody_is_named_for_a_report_and_none_is_shown_to_whoever_it_is_about()
    {
        const string OfFarid = "Jag bor granne med Farid.", OfHenrik = "Hon bor bredvid mig.";
        using var farid = await hub.As(Cast.Farid);
        var said = await farid.Send(path, "form[action*='handler=Comment']", ("Text", "Det här skrev Farid själv."));
        var id = said.All("#comments .remark").Last(remark => remark.TextContent.Contains("skrev Farid", StringComparison.Ordinal)).Id!;
        await astrid.Send(path, $"#{id} form[action*='handler=Report']", ("Words", OfFarid), ("Why", "Private"));
        await Ask(astrid, "Report", OfHenrik, ("Why", "Private"));
        await hub.Settled();
        var around = await farid.Get($"{path}/take-out");
        Assert.That(around.Text, Does.Contain("skrev Farid").And.Not.Contain(OfFarid));
        Assert.That(around.All("label.pick").Single(label => label.TextContent.Contains(OfHenrik, StringComparison.Ordinal)).TextContent, Does.Not.Contain(Cast.Astrid));
        var position = await hub.Views.Value<long>("select max(position) from audit where kind = 'comment-posted'");
        Assert.That((await farid.Get($"{Sown.Here}/admin/audit/{position}/take-out")).Text, Does.Contain("skrev Farid").And.Not.Contain(OfFarid));
        await farid.Send(path, $"#{id} form[action*=RemoveComment]");
    }

    [Test]
    public async Task What_was_reported_and_let_stand_may_be_reported_again()
    {
        await Ask(astrid, "Report", "", ("Why", "Hurtful"));
        await bo.Send(await bo.Get(Open), $"#open-{comment["comment-".Length..]} button[formaction*=SetAside]", ("Words", "Det får man säga."));
        await Ask(astrid, "Report", "Nu har det hänt mer.", ("Why", "Other"));
        Assert.That((await bo.Get(Open)).Text, Does.Contain("Nu har det hänt mer."));
    }

    [Test]
    public async Task A_reported_comment_may_stand()
    {
        await Ask(astrid, "Report", "", ("Why", "Hurtful"));
        var after = await bo.Send(await bo.Get(Open), $"#open-{comment["comment-".Length..]} button[formaction*=SetAside]", ("Words", "Det får man säga."));
        Assert.That(after.Text, Does.Contain(Swedish["comments.open-none"]).And.Contain(Swedish["comments.set-aside"]));
        Assert.That((await astrid.Get(path)).One($"#{comment}").TextContent, Does.Contain(Words));
    }

    [Test]
    public async Task What_is_hidden_is_read_by_its_author_and_those_who_answer_for_it_with_the_reason_and_by_nobody_else()
    {
        await Ask(bo, "Hide", Reason);
        foreach (var visitor in new[] { astrid, hub.Visitor() })
        {
            var sheet = await visitor.Get(path);
            Assert.That(sheet.One($"#{comment}").TextContent, Does.Contain(Swedish["comments.is-hidden"]));
            Assert.That(sheet.Text, Does.Not.Contain(Words).And.Not.Contain(Reason));
        }

        foreach (var knows in new[] { henrik, bo, elin }) Assert.That((await knows.Get(path)).One($"#{comment}").TextContent, Does.Contain(Words).And.Contain(Reason));
        Assert.That((await astrid.Get(path)).All($"li:has(#{comment}) form[action*=Answer]"), Is.Empty);
    }

    [Test]
    public async Task An_appeal_is_answered_by_another_person_than_who_hid_it()
    {
        await Ask(bo, "Hide", Reason);
        var asked = await Ask(henrik, "Appeal", "Olle är min bror.");
        Assert.That(asked.Text, Does.Contain(Swedish["comments.appealed"]).And.Contain("Olle är min bror."));
        Assert.That(asked.All($"#{comment} form[action*=Appeal]"), Is.Empty, "once");
        var own = await bo.Get(Open);
        Assert.That(own.One(".cases").TextContent, Does.Contain(Swedish["comments.open-four-eyes"]));
        Assert.That(own.All(".cases form"), Is.Empty);
        var (_, values) = Visitor.FormOf(await bo.Get(path), "form[action*='handler=Comment']", ("comment", comment["comment-".Length..]), ("Words", "Nej, det får stå så."));
        await bo.Post(new Uri(hub.Address, $"{Open}?handler=Uphold"), values);
        Assert.That((await henrik.Get(path)).One($"#{comment}").TextContent, Does.Contain(Swedish["comments.appeal-open"]), "it takes another pair of eyes");
        var answered = await elin.Send(await elin.Get(Open), $"#open-{comment["comment-".Length..]} button[formaction*=Show]", ("Words", "Han får säga det om sin bror."));
        Assert.That(answered.Text, Does.Contain(Swedish["comments.shown"]));
        Assert.That((await astrid.Get(path)).One($"#{comment}").TextContent, Does.Contain(Words));
    }

    [TestCase("""update member set "left" = true where member = any(@others)""", """update member set "left" = false where member = any(@others)""")]
    [TestCase(
        "insert into hub.account (person, disabled_at) select p, now() from unnest(@others) p on conflict (person) do update set disabled_at = now()",
        "update hub.account set disabled_at = null where person = any(@others)")]
    public async Task Where_nobody_but_who_hid_it_can_answer_its_author_reads_so_where_the_appeal_stands_until_somebody_can(string away, string back)
    {
        const string Mine = $"{Open}/mine";
        await Ask(bo, "Hide", Reason);
        var others = (await hub.Views.Column<Guid>(
            """
            select member from member where not "left" and (roles && array['administrator', 'programme_lead'] or 'coordinator' = any(roles) and municipality = 'astorp' or 'astorp' = any(deputy_for))
            """)).Except([await hub.PersonCalled(Cast.Bo)]).ToArray();
        Assert.That(others, Is.Not.Empty);
        await hub.Views.Execute(away, new { others });
        try
        {
            var asked = await Ask(henrik, "Appeal", "Olle är min bror.");
            Assert.That(asked.Text, Does.Contain(Swedish["comments.appealed-nobody"]));
            Assert.That(asked.One($"#{comment}").TextContent, Does.Contain(Swedish["comments.appeal-nobody"]).And.Not.Contain(Swedish["comments.appeal-open"]));
            Assert.That((await henrik.Get(Mine)).One($"#mine-{comment["comment-".Length..]}").TextContent, Does.Contain(Swedish["comments.appeal-nobody"]).And.Not.Contain(Swedish["comments.appeal-open"]));
        }
        finally
        {
            await hub.Views.Execute(back, new { others });
        }

        Assert.That((await henrik.Get(path)).One($"#{comment}").TextContent, Does.Contain(Swedish["comments.appeal-open"]).And.Not.Contain(Swedish["comments.appeal-nobody"]));
        Assert.That((await henrik.Get(Mine)).One($"#mine-{comment["comment-".Length..]}").TextContent, Does.Contain(Swedish["comments.appeal-open"]));
    }

    [Test]
    public async Task Who_takes_back_what_was_hidden_takes_their_appeal_with_it_and_why_it_was_hidden_is_anothers_to_say()
    {
        await Ask(bo, "Hide", Reason);
        await Ask(henrik, "Appeal", "Olle är min bror.");
        await henrik.Send(path, $"#{comment} form[action*=RemoveComment]");
        await hub.Settled();
        var words = string.Join('\n', (await hub.Log.ReadStream(StreamNames.Comment(Guid.Parse(comment["comment-".Length..])).Name, 0)).Select(recorded => recorded.Data.ToString()));
        Assert.That(words, Does.Not.Contain(Words).And.Not.Contain("Olle är min bror.").And.Contain(Reason));
        await Say();
    }

    [Test]
    public async Task What_is_upheld_stays_hidden_and_its_author_reads_why()
    {
        await Ask(bo, "Hide", Reason);
        await Ask(henrik, "Appeal", "Olle är min bror.");
        await elin.Send(await elin.Get(Open), $"#open-{comment["comment-".Length..]} form", ("Words", "Hans granne läser också."));
        Assert.That((await henrik.Get(path)).One($"#{comment}").TextContent, Does.Contain("Hans granne läser också.").And.Contain(Swedish["comments.appeal-upheld"]));
        Assert.That((await astrid.Get(path)).One($"#{comment}").TextContent, Does.Not.Contain(Words));
    }

    [Test]
    public async Task What_is_refused_comes_back_where_it_was_written()
    {
        var refused = await Ask(bo, "Hide", " ");
        Assert.That(refused.One($"#{comment} details[open] .err").TextContent, Does.Contain("3"));
        var other = await Ask(astrid, "Report", "", ("Why", "Other"));
        Assert.That(other.One($"#{comment} details[open] option[selected]").GetAttribute("value"), Is.EqualTo("Other"));
        Assert.That(other.One($"#{comment} details[open] .err"), Is.Not.Null);
    }

    [Test]
    public async Task Nobody_hides_who_does_not_answer_for_it_and_the_list_shows_nothing_of_elsewhere()
    {
        using var iris = await hub.As(Cast.Iris);
        var (_, values) = Visitor.FormOf(await iris.Get(path), "form[action*='handler=Comment']", ("comment", comment["comment-".Length..]), ("Words", Reason));
        await iris.Post(new Uri(hub.Address, $"{path}?handler=Hide"), values);
        Assert.That((await astrid.Get(path)).One($"#{comment}").TextContent, Does.Contain(Words));
        await Ask(astrid, "Report", "", ("Why", "Hurtful"));
        Assert.That((await iris.Get(Open)).Text, Does.Not.Contain(Words));
        Assert.That((await astrid.Get(Open)).Status, Is.EqualTo(HttpStatusCode.OK).Or.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await astrid.Get(Open)).Text, Does.Not.Contain(Words));
    }

    [Test]
    public async Task It_stands_in_the_log_of_what_was_decided_with_the_reason()
    {
        await Ask(bo, "Hide", Reason);
        await hub.Settled();
        Assert.That(await hub.Views.Column<string>("select detail from audit where kind = 'comment-hidden' order by position desc limit 1"), Is.EqualTo(new[] { Reason }));
        using var farid = await hub.As(Cast.Farid);
        Assert.That((await farid.Get($"{Sown.Here}/admin/audit?kind=comment-hidden")).One("tbody tr").TextContent, Does.Contain(Reason).And.Contain(Cast.Bo));
    }

    [Test]
    public async Task Who_wrote_it_gets_it_with_what_was_said_about_it_among_everything_about_them()
    {
        await Ask(bo, "Hide", Reason);
        await hub.Settled();
        var about = await hub.Services.GetRequiredService<AboutMe>().Of(await hub.PersonCalled(Cast.Henrik));
        var rows = about.Single(section => section.Name == "comments").Rows.Select(row => row.ToJsonString()).ToList();
        Assert.That(rows, Has.Some.Contains("hidden"));
    }

    [Test]
    public async Task A_rebuild_reads_the_same_from_the_log()
    {
        await Ask(astrid, "Report", "", ("Why", "Hurtful"));
        await Ask(bo, "Hide", Reason);
        await Ask(henrik, "Appeal", "Olle är min bror.");
        await astrid.Send(await astrid.Get(path), "form.follow");
        await hub.Settled();
        Assert.That(await hub.ReadModels.Compare(), Is.Empty);
    }

    IReadOnlyDictionary<string, string> Swedish => hub.Services.GetRequiredService<Texts>().Of("sv");

    async Task<Sheet> Ask(Visitor who, string handler, string words, params (string, string)[] more) =>
        await who.Send(await who.Get(path), $"#{comment} form[action*='handler={handler}']", [("Words", words), .. more]);
}
