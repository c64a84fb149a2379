using System.Text.Json.Nodes;
using Activation.Domain.Comments;
using Activation.Domain.Nudges;
using Activation.Web.Features.Comments;
using Activation.Web.Features.Nudges;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Comments;

/// <summary>A name after an @ is a member, and no name stands in the log.</summary>
public sealed class MentionTests
{
    const string Write = "form[action*='handler=Comment']";

    TestHub hub;
    Visitor astrid;
    string path;

    [OneTimeSetUp]
    public async Task Sow()
    {
        hub = await TestHub.Sown(limits: false);
        astrid = await hub.As(Cast.Astrid);
        path = Sown.Initiative(await hub.Views.Value<int>("select number from initiative where state = 'active' and merged_into is null order by number limit 1"));
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        astrid.Dispose();
        await hub.DisposeAsync();
    }

    [Test]
    public async Task A_name_is_kept_as_a_number_and_shown_as_it_is_called_now()
    {
        var sent = await astrid.Send(path, Write, ("Text", $"Frågar @{Cast.Bo.ToLowerInvariant()} och @Henrik Falkenbjerg: hinner ni?"));
        Assert.That(sent.One("#comments").TextContent, Does.Contain($"Frågar @{Cast.Bo} och @{Cast.Henrik}: hinner ni?"));
        var (bo, henrik) = (await hub.PersonCalled(Cast.Bo), await hub.PersonCalled(Cast.Henrik));
        await hub.Settled();
        var posted = (CommentPosted)(await hub.Log.ReadLog(0, 1_000_000)).Last(one => one.Data is CommentPosted).Data;
        Assert.That(posted.Mentioned, Is.EqualTo(new[] { bo, henrik }));
        Assert.That(posted.Text, Does.Not.Contain("Varnhem").And.Not.Contain("varnhem").And.Not.Contain("Falkenbjerg"));
        using var stranger = hub.Visitor();
        Assert.That((await stranger.Get(path)).One("#comments").TextContent, Does.Contain($"Frågar @{Swedish["comments.mentioned"]}").And.Not.Contain(Cast.Henrik));
        await hub.Views.Execute("update hub.person set name = 'Bo Nytt-Namn' where person = @bo", new { bo });
        try
        {
            Assert.That((await astrid.Get(path)).One("#comments").TextContent, Does.Contain("@Bo Nytt-Namn"));
        }
        finally
        {
            await hub.Views.Execute("update hub.person set name = @called where person = @bo", new { called = Cast.Bo, bo });
        }
    }

    [Test]
    public async Task Where_many_have_a_name_nobody_of_another_name_is_missed()
    {
        var who = new { astrid = await hub.PersonCalled(Cast.Astrid) };
        await hub.Views.Execute(
            """
            insert into hub.person (person, name, email, language) select md5('anna' || n)::uuid, 'Anna Berg' || n, 'anna' || n || '@example.test', 'sv' from generate_series(1, 250) n;
            insert into hub.person (person, name, email, language) values (md5('maria')::uuid, 'Maria Ekenstam', 'maria.ekenstam@example.test', 'sv'), (md5('last')::uuid, 'Anna Zetterberg', 'anna.z@example.test', 'sv');
            insert into member select (jsonb_populate_record(m, jsonb_build_object('member', one.person))).* from member m, hub.person one
             where m.member = @astrid and (one.email like 'anna%@example.test' or one.email = 'maria.ekenstam@example.test')
            """,
            who);
        try
        {
            var programme = await hub.Views.Value<Guid>("select programme from member where member = @astrid limit 1", who);
            var (maria, last) = (await hub.Views.Value<Guid>("select md5('maria')::uuid"), await hub.Views.Value<Guid>("select md5('last')::uuid"));
            var mentions = hub.Services.GetRequiredService<Mentions>();
            Reach.Into(programme);
            var resolved = await mentions.In(programme, "@Maria Ekenstam @Anna", new Dictionary<string, string>());
            Assert.That(resolved.Members, Is.EqualTo(new[] { maria }));
            Assert.That(resolved.Unclear.Single().Candidates, Has.Count.EqualTo(50), "those of one name are a list that can be read");
            resolved = await mentions.In(programme, "@Anna Zetterberg", new Dictionary<string, string>());
            Assert.That(resolved.Members, Is.EqualTo(new[] { last }), "by a whole name also who comes last of them");
        }
        finally
        {
            await hub.Views.Execute("delete from member where member in (select person from hub.person where email like 'anna%@example.test' or email = 'maria.ekenstam@example.test'); delete from hub.person where email like 'anna%@example.test' or email = 'maria.ekenstam@example.test'");
        }
    }

    [Test]
    public async Task Who_is_mentioned_is_told_of_it_and_who_mentions_themselves_is_not()
    {
        var (bo, me) = (await hub.PersonCalled(Cast.Bo), await hub.PersonCalled(Cast.Astrid));
        await astrid.Send(path, Write, ("Text", $"Hej @{Cast.Bo} och @{Cast.Astrid}."));
        await hub.Settled();
        var here = (await hub.Services.GetRequiredService<ProgrammeDirectory>().Find(Cast.Programme))!;
        var due = (await hub.Services.GetRequiredService<NudgeFinder>().Find(here, DateTimeOffset.UtcNow)).Where(one => one.Kind == NudgeKind.SpokenTo).ToList();
        Assert.That(due.Where(one => one.Recipient == bo).Select(one => one.Args[1]), Does.Contain("mention"));
        Assert.That(due.Where(one => one.Recipient == me && one.Args[1] == "mention"), Is.Empty);
    }

    [Test]
    public async Task A_name_that_several_have_comes_back_with_a_choice_and_nothing_is_lost()
    {
        await Twins(async (one, other) =>
        {
            var before = await hub.Log.Head();
            var asked = await astrid.Send(path, Write, ("Text", "Kan @Tvilling komma?"));
            Assert.That(await hub.Log.Head(), Is.EqualTo(before));
            Assert.That(asked.One("#Text").TextContent.Trim(), Is.EqualTo("Kan @Tvilling komma?"));
            Assert.That(asked.All("#comments fieldset input[type=radio]").Select(radio => radio.GetAttribute("value")), Is.EquivalentTo(new[] { $"{one}", $"{other}", "none" }));
            var sent = await astrid.Send(asked, Write, ("Chosen[tvilling]", $"{other}"));
            Assert.That(sent.One("#comments").TextContent, Does.Contain("Kan @Tvilling Två komma?"));
        });
    }

    [Test]
    public async Task Nobody_may_be_meant_and_nobody_else_than_those_who_have_the_name()
    {
        await Twins(async (_, _) =>
        {
            var asked = await astrid.Send(path, Write, ("Text", "Finns @Tvilling på riktigt?"));
            Assert.That((await astrid.Send(asked, Write, ("Chosen[tvilling]", "none"))).One("#comments").TextContent, Does.Contain("Finns @Tvilling på riktigt?"));
            var bo = await hub.PersonCalled(Cast.Bo);
            Assert.That((await astrid.Send(asked, Write, ("Chosen[tvilling]", $"{bo}"))).One("#comments").TextContent, Does.Not.Contain($"@{Cast.Bo} på riktigt"));
        });
    }

    [TestCase("Skriv till astrid@bo.se"), TestCase("@ingenheterså kommer"), TestCase("@ och @@"), TestCase("@[00000000000000000000000000000000]")]
    public async Task What_is_no_name_stays_what_it_is(string text) =>
        Assert.That((await astrid.Send(path, Write, ("Text", text))).All("#comments .as-written").Select(line => line.TextContent), Does.Contain(text));

    [Test]
    public async Task Who_left_is_mentioned_by_nobody_and_suggested_to_nobody()
    {
        var gone = await hub.Views.Value<string>("select p.name from member m join hub.person p on p.person = m.member where not m.\"left\" and m.roles = array['core_team'] order by m.member desc limit 1");
        Assert.That(await Suggested(), Does.Contain(gone));
        await hub.Views.Execute("update member set \"left\" = true where member = (select person from hub.person where name = @gone)", new { gone });
        Assert.That((await astrid.Send(path, Write, ("Text", $"Var är @{gone} nu?"))).All("#comments .mention").Select(one => one.TextContent), Does.Not.Contain($"@{gone}"));
        Assert.That(await Suggested(), Does.Not.Contain(gone));
        await hub.Views.Execute("update member set \"left\" = false where member = (select person from hub.person where name = @gone)", new { gone });

        async Task<IEnumerable<string>> Suggested() =>
            JsonNode.Parse(await astrid.Client.GetStringAsync(new Uri(hub.Address, $"{Sown.Here}/comments/people?q={Uri.EscapeDataString(gone!)}")))!.AsArray().Select(one => (string)one!["name"]!);
    }

    [Test]
    public async Task Members_are_suggested_to_members_and_to_nobody_else()
    {
        var found = await astrid.Client.GetStringAsync(new Uri(hub.Address, $"{Sown.Here}/comments/people?q=varn"));
        Assert.That(found, Does.Contain(Cast.Bo).And.Contain("storp").And.Not.Contain("@"));
        Assert.That(await astrid.Client.GetStringAsync(new Uri(hub.Address, $"{Sown.Here}/comments/people?q=astrid%20lind")), Does.Not.Contain(Cast.Astrid), "nobody mentions themselves");
        using var stranger = hub.Visitor();
        Assert.That((await stranger.Get($"{Sown.Here}/comments/people?q=varn")).Address.AbsolutePath, Is.EqualTo("/sign-in"));
    }

    IReadOnlyDictionary<string, string> Swedish => hub.Services.GetRequiredService<Texts>().Of("sv");

    /// <summary>Two members with one first name.</summary>
    async Task Twins(Func<Guid, Guid, Task> then)
    {
        var two = await hub.Views.Column<Guid>("select m.member from member m where not m.\"left\" and m.roles = array['core_team'] and m.member not in (select person from hub.person where name = any(@cast)) order by m.member limit 2", new { cast = typeof(Cast).GetFields().Select(field => (string)field.GetRawConstantValue()!).ToArray() });
        var names = await hub.Views.Column<string>("select name from hub.person where person = any(@two) order by person", new { two = two.Order().ToArray() });
        await hub.Views.Execute("update hub.person set name = case when person = @one then 'Tvilling Ett' else 'Tvilling Två' end where person in (@one, @other)", new { one = two[0], other = two[1] });
        try
        {
            await then(two[0], two[1]);
        }
        finally
        {
            foreach (var (person, name) in two.Order().Zip(names)) await hub.Views.Execute("update hub.person set name = @name where person = @person", new { person, name });
        }
    }
}
