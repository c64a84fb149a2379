using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Activation.Domain.Members;
using Activation.Web.Platform;
using Activation.Web.Platform.Mail;
using Activation.Web.Tests.Fuzz;
using Activation.Web.Tests.Hosting;
using Activation.Web.Tests.Privacy;
using Microsoft.AspNetCore.Mvc.Diagnostics;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Access;

/// <summary>What holds for every form there is: found in the hub and on its pages, not written down here.</summary>
public sealed partial class EveryFormTests
{
    /// <summary>What mail programs press by themselves, where the address is the secret; and the page that tells of errors, which does nothing.</summary>
    static readonly string[] Free = ["choices/{secret}/off", "error/{code:int?}"];

    /// <summary>People who are called what no person is, in lists, at proposals and in letters.</summary>
    const string Called = "=1+1\"><img src=x onerror=alert(1)>";

    readonly Dictionary<Role, Caller> callers = [];

    TestHub hub;
    Settlement here;
    Settlement nextDoor;
    Lazy<Task<FilledForms>> filled;
    IReadOnlyList<string> letters = [];
    IReadOnlyList<LockedRead> reads = [];
    long before;

    [OneTimeSetUp]
    public async Task Settle()
    {
        hub = await TestHub.Sown(limits: false);
        (here, nextDoor) = (await Settlement.Here(hub), await Settlement.NextDoor(hub));
        foreach (var role in Enum.GetValues<Role>()) callers[role] = await Caller.Of(hub, here.People[role]);
        filled = new(async () =>
        {
            before = await hub.Log.Head();
            var forms = new FilledForms(hub);
            await hub.Views.Execute(
                "update hub.person set name = @Called || name where name not in (select unnest(@cast))",
                new { Called, cast = typeof(Cast).GetFields().Select(field => (string)field.GetRawConstantValue()!).ToArray() });
            reads = await Reads.While(here.Id, forms.SendAll);
            await hub.Settled();
            letters = await Letters();
            return forms;
        });
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        foreach (var caller in callers.Values) caller.Dispose();
        await hub.DisposeAsync();
    }

    [Test]
    public async Task No_form_is_taken_without_its_token()
    {
        var doors = await Door.All(hub);
        var forms = (await Target.All(hub)).Where(target => target.Method == "POST" && !target.ForPrograms).ToList();
        Assert.That(forms, Has.Count.GreaterThan(100));
        var (taken, head) = (new ConcurrentBag<string>(), await hub.Log.Head());
        // A handler that ran and then said no has taken the form all the same: what a form answers by itself is 400 too.
        using var listening = hub.Services.GetRequiredService<DiagnosticListener>().Subscribe(new Ear<BeforeHandlerMethodEventData>(run =>
        {
            if (run.HandlerMethodDescriptor.HttpMethod == "Post") taken.Add(run.ActionContext.ActionDescriptor.AttributeRouteInfo!.Template!);
        }));
        foreach (var form in forms)
        {
            var door = doors.FirstOrDefault(one => one.Sends && one.Route.RawText == form.Route.RawText && one.Handler == form.Handler);
            var path = door?.In(here) ?? $"{Anywhere(form.Route)}{(form.Handler is null ? "" : $"?handler={form.Handler}")}";
            var who = callers[door is null ? Role.CoreTeam : Enum.GetValues<Role>().First(role => Of(role).May(door.Needed))];
            foreach (var content in Tokenless(callers[Role.Viewer].FormToken))
                if ((await who.Send(HttpMethod.Post, path, content)).Status != HttpStatusCode.BadRequest) taken.Add(form.Route.RawText!);
        }

        Assert.That(taken.Select(route => route.Trim('/')).Distinct(), Is.EquivalentTo(Free));
        Assert.That(await hub.Log.Head(), Is.EqualTo(head));
    }

    [Test]
    public async Task No_session_writes_through_the_API_without_the_token_of_our_pages()
    {
        var doors = (await Door.All(hub)).Where(door => door is { ForPrograms: true, Sends: true }).ToList();
        Assert.That(doors, Has.Count.GreaterThan(5));
        var head = await hub.Log.Head();
        foreach (var door in doors)
            foreach (var media in new[] { "application/json", "text/plain" })
            {
                var who = callers[Enum.GetValues<Role>().First(role => Of(role).May(door.Needed))];
                var told = await who.Send(new HttpMethod(door.Method), door.In(here), new StringContent("{}", Encoding.UTF8, media));
                Assert.That(told.Text, Does.Contain("api.form-token"), $"{door}: {told}");
            }

        Assert.That(await hub.Log.Head(), Is.EqualTo(head));
    }

    [Test]
    public async Task What_is_added_to_any_form_is_not_read()
    {
        var forms = await filled.Value;
        var written = await hub.Views.Value<int>("select count(*)::int from log.event where position > @before", new { before });
        TestContext.Out.WriteLine($"{forms.Sent} forms sent, {written} events came of them");
        Assert.That(written, Is.GreaterThan(60), "what nobody takes proves nothing");
        var dump = await Dump.Of(hub);
        Assert.That(dump, Does.Not.Contain(FilledForms.Foreign));
        Assert.That(dump, Does.Not.Contain(FilledForms.ForeignNumber));
        var actors = await hub.Views.Column<Guid>("select distinct actor from log.event where position > @before and actor is not null", new { before });
        Assert.That(actors, Does.Not.Contain(Guid.Parse(FilledForms.Foreign)));
    }

    [Test]
    public async Task What_was_typed_with_markup_is_text_on_every_page_and_in_every_letter()
    {
        var shown = 0;
        foreach (var looker in (await filled.Value).Seen.GroupBy(spot => spot.Who))
        {
            using var visitor = looker.Key is null ? hub.Visitor() : await hub.As(looker.Key);
            foreach (var path in looker.Select(spot => spot.Path).Distinct())
            {
                var sheet = await visitor.Get(path);
                Assert.That(sheet.All("script:not([src]), img[src=x], svg[onload], [onerror], [onload], [onclick], [onfocus]"), Is.Empty, path);
                if (sheet.Text.Contains("onerror=alert(1)", StringComparison.Ordinal)) shown++;
            }
        }

        TestContext.Out.WriteLine($"{shown} pages show it, and {letters.Count(letter => letter.Contains("onerror", StringComparison.Ordinal))} of {letters.Count} letters");
        Assert.That(shown, Is.GreaterThan(20), "what is nowhere proves nothing");
        Assert.That(letters, Has.Some.Contains("&lt;img src=x").And.None.Contains("<img src=x"));
        using var anybody = hub.Visitor();
        var feed = await anybody.Client.GetStringAsync(new Uri($"/p/{here.Slug}/stories.atom", UriKind.Relative));
        Assert.That(XDocument.Parse(feed).Root!.Name.LocalName, Is.EqualTo("feed"));
    }

    [Test]
    public async Task What_begins_like_a_formula_is_text_in_every_list_that_is_taken_along()
    {
        await filled.Value;
        var (lists, quoted) = (0, 0);
        using var farid = await hub.As(Cast.Farid);
        foreach (var door in (await Door.All(hub)).Where(door => door is { Sends: false, ForPrograms: false }))
        {
            using var answer = await farid.Client.GetAsync(new Uri(door.In(here), UriKind.Relative));
            if (answer.Content.Headers.ContentType?.MediaType != "text/csv") continue;
            var list = await answer.Content.ReadAsStringAsync();
            Assert.That(Formula().Matches(list).Select(match => match.Value), Is.Empty, door.ToString());
            Assert.That(answer.Content.Headers.ContentDisposition?.FileName, Does.Match(@"\A[a-z0-9.-]+\z"), door.ToString());
            lists++;
            if (list.Contains("'=1+1", StringComparison.Ordinal)) quoted++;
        }

        Assert.That(lists, Is.GreaterThan(4));
        Assert.That(quoted, Is.GreaterThan(0));
    }

    /// <summary>The pages of all letters, as soon as the last one has come.</summary>
    async Task<IReadOnlyList<string>> Letters()
    {
        var folder = hub.Services.GetRequiredService<FolderCarrier>();
        Assert.That(async () => await hub.Views.Value<long>("select count(*) from hub.letter"), Is.Zero.After(30_000, 100));
        var read = new List<string>();
        foreach (var name in folder.Names())
            if (await folder.Read(name) is { } letter) read.Add(letter.Html);
        return read;
    }

    static IEnumerable<HttpContent> Tokenless(string ofSomebodyElse) =>
    [
        new FormUrlEncodedContent([new("command", Guid.NewGuid().ToString())]),
        new FormUrlEncodedContent([new("command", Guid.NewGuid().ToString()), new("__RequestVerificationToken", ofSomebodyElse)]),
        new MultipartFormDataContent { { new StringContent("support"), "stance" } },
        new StringContent("__RequestVerificationToken=x", Encoding.UTF8, "text/plain"),
    ];

    static Actor Of(Role role) => new(Guid.NewGuid(), "", new HashSet<Role> { role }, new HashSet<string>());

    /// <summary>An address of a page that is in no programme; what it is about is not there.</summary>
    static string Anywhere(RoutePattern route) => "/" + string.Join('/', route.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternParameterPart parameter => parameter.ParameterPolicies.Any(policy => policy.Content == "guid") ? Guid.NewGuid().ToString() : "404",
        _ => "",
    }))));

    // A cell that a spreadsheet would reckon: numbers below nothing are none.
    [GeneratedRegex("""(^|[;\n])"?[=@+\t-](?![0-9])[^;\n]*""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Formula();
}
