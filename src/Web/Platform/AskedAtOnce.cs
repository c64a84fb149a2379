using System.Collections.Concurrent;
using System.Data;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Dapper;
using Npgsql;

namespace Activation.Web.Platform;

/// <summary>Questions to the tables that do not wait for each other's answers, on their way in one round trip.</summary>
/// <remarks>A round trip costs more of both processors than most questions do.</remarks>
sealed partial class AskedAtOnce
{
    static readonly AsyncLocal<AskedAtOnce?> Begun = new();
    static readonly ConcurrentDictionary<Type, Dictionary<string, PropertyInfo>> Kinds = [];
    static readonly ConcurrentDictionary<(string Sql, int Place), string> Numbered = [];

    readonly Lock turn = new();
    readonly List<Question> questions = [];
    bool isSent;

    /// <summary>The one that whoever asks now belongs to; null when what they ask goes on its own.</summary>
    public static AskedAtOnce? Now => Begun.Value;

    /// <summary>For the rest of what the caller does: what is read for everybody does not go along with what one of them asks.</summary>
    public static void Leave() => Begun.Value = null;

    /// <summary>Begins all of it, and sends what is asked meanwhile. What is asked later, building on an answer, goes on its own.</summary>
    /// <param name="begin">Begins to ask, and awaits nothing: tells what is to be awaited.</param>
    /// <param name="send">Uses a connection for something, again if it turns out to be dead.</param>
    public static T All<T>(Func<T> begin, Func<Func<NpgsqlConnection, Task<bool>>, Task> send)
    {
        if (Begun.Value is { isSent: false }) return begin();
        var asked = new AskedAtOnce();
        Begun.Value = asked;
        try
        {
            return begin();
        }
        finally
        {
            Begun.Value = null;
            // Not waited for here: each of them waits for its own answer, and for no longer than its request does.
            _ = asked.Send(send);
        }
    }

    /// <param name="key">What turns the lock for it; empty for what is asked without.</param>
    /// <returns>False when the others are on their way already, or it cannot be among them.</returns>
    public bool Takes<T>(string key, string sql, object? parameters, [NotNullWhen(true)] out Task<IEnumerable<T>>? answer)
    {
        var question = new Question<T>(key, sql, parameters);
        lock (turn)
        {
            var isTaken = !isSent && parameters is not SqlMapper.IDynamicParameters;
            if (isTaken) questions.Add(question);
            answer = isTaken ? question.Answer : null;
            return isTaken;
        }
    }

    async Task Send(Func<Func<NpgsqlConnection, Task<bool>>, Task> send)
    {
        Question[] all;
        lock (turn)
        {
            isSent = true;
            // Without a lock first: once the reader has stepped down it is so for the rest of the round trip.
            all = [.. questions.OrderBy(question => question.Key, StringComparer.Ordinal)];
        }

        if (all.Length == 0) return;
        try
        {
            await send(connection => Ask(connection, all));
        }
        catch (Exception e)
        {
            foreach (var question in all) question.Fail(e);
            return;
        }

        // With the connection given back: whoever goes on from here may ask again.
        foreach (var question in all) question.Tell();
    }

    static async Task<bool> Ask(NpgsqlConnection connection, Question[] all)
    {
        var (text, parameters) = (new StringBuilder(), new DynamicParameters());
        for (var i = 0; i < all.Length; i++)
        {
            if (IsFirstUnderKey(all, i)) text.Append(all[i].Key).Append(";\n");
            text.Append(SqlOf(all[i], i)).Append(";\n");
            Add(parameters, all[i], i);
        }

        // One round trip: without a transaction of its own it is one, and the key falls out with its end.
        await using var answers = await connection.QueryMultipleAsync(text.ToString(), parameters);
        for (var i = 0; i < all.Length; i++)
        {
            if (IsFirstUnderKey(all, i)) await answers.ReadAsync();
            await all[i].Read(answers);
        }

        return true;
    }

    static bool IsFirstUnderKey(Question[] all, int i) => all[i].Key.Length > 0 && (i == 0 || all[i - 1].Key != all[i].Key);

    /// <summary>Two that ask by the same name mean different values.</summary>
    static string SqlOf(Question question, int place) => Numbered.GetOrAdd((question.Sql, place), static (one, names) =>
        Named().Replace(one.Sql, name => names.ContainsKey(name.ValueSpan[1..].ToString()) ? $"{name.Value}_{one.Place}" : name.Value), NamesOf(question.Parameters));

    static void Add(DynamicParameters parameters, Question question, int place)
    {
        foreach (var (name, property) in NamesOf(question.Parameters))
        {
            var value = property.GetValue(question.Parameters);
            parameters.Add($"{name}_{place}", value, value is null ? OfNothing(property.PropertyType) : null);
        }
    }

    // PostgreSQL cannot always tell from the question what kind of nothing is meant.
    static DbType? OfNothing(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var of when of == typeof(string) => DbType.String,
        var of when of == typeof(Guid) => DbType.Guid,
        var of when of == typeof(int) => DbType.Int32,
        var of when of == typeof(long) => DbType.Int64,
        var of when of == typeof(bool) => DbType.Boolean,
        var of when of == typeof(double) => DbType.Double,
        var of when of == typeof(decimal) => DbType.Decimal,
        var of when of == typeof(DateOnly) => DbType.Date,
        var of when of == typeof(DateTimeOffset) => DbType.DateTimeOffset,
        _ => null,
    };

    static Dictionary<string, PropertyInfo> NamesOf(object? parameters) =>
        parameters is null ? [] : Kinds.GetOrAdd(parameters.GetType(), kind => kind.GetProperties().ToDictionary(property => property.Name, StringComparer.OrdinalIgnoreCase));

    [GeneratedRegex(@"@\w+", RegexOptions.None, 1000)]
    private static partial Regex Named();

    abstract class Question(string key, string sql, object? parameters)
    {
        public string Key => key;

        public string Sql => sql;

        public object? Parameters => parameters;

        public abstract Task Read(SqlMapper.GridReader answers);

        public abstract void Tell();

        public abstract void Fail(Exception e);
    }

    sealed class Question<T>(string key, string sql, object? parameters) : Question(key, sql, parameters)
    {
        readonly TaskCompletionSource<IEnumerable<T>> answer = new();
        IEnumerable<T> rows = [];

        public Task<IEnumerable<T>> Answer => answer.Task;

        public override async Task Read(SqlMapper.GridReader answers) => rows = await answers.ReadAsync<T>();

        public override void Tell() => answer.SetResult(rows);

        public override void Fail(Exception e) => answer.SetException(e);
    }
}
