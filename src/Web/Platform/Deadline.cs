using System.Diagnostics;

namespace Activation.Web.Platform;

/// <summary>How long a request waits for the database, in all. Then it is told to come again. What it asked for goes on without it: a
/// database that stands still does not hear that it should stop, and Npgsql would wait until it does.</summary>
public sealed class Deadline
{
    /// <summary>Less than the five seconds that are promised: the rest is for the answer.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(4);

    static readonly AsyncLocal<Deadline?> OfThisRequest = new();

    readonly Lock turn = new();
    TimeSpan left = Longest;
    int waiting;
    long since;

    /// <summary>From here on, for all that is done for this request.</summary>
    public static async Task Begin(HttpContext context, RequestDelegate next)
    {
        OfThisRequest.Value = new Deadline();
        await next(context);
    }

    /// <summary>For the rest of what the caller does: it is ended whoever waits for it, since half of it would be worse than none.</summary>
    public static void Lift() => OfThisRequest.Value = null;

    /// <summary>A reading for everybody who waits for it: that whoever asked first has waited enough does not end it.</summary>
    public static Task<T> ForAll<T>(Func<Task<T>> read) => Task.Run(() =>
    {
        Lift();
        AskedAtOnce.Leave();
        return read();
    });

    /// <summary>What nobody waits for at the other end of a line has all the time it needs.</summary>
    /// <exception cref="EnoughWaitedException">The request has waited enough.</exception>
    public static async Task<T> For<T>(Task<T> answer)
    {
        await For((Task)answer);
        return await answer;
    }

    /// <inheritdoc cref="For{T}(Task{T})"/>
    public static async Task For(Task answer)
    {
        if (answer.IsCompleted || OfThisRequest.Value is not { } own)
        {
            await answer;
            return;
        }

        var rest = own.Wait();
        try
        {
            await answer.WaitAsync(rest > TimeSpan.Zero ? rest : TimeSpan.Zero);
        }
        catch (TimeoutException) when (!answer.IsCompleted)
        {
            throw new EnoughWaitedException();
        }
        finally
        {
            own.Go();
        }
    }

    /// <summary>However many answers are waited for at once, it is one wait.</summary>
    /// <returns>What is left of it.</returns>
    TimeSpan Wait()
    {
        lock (turn)
        {
            if (waiting++ == 0) since = Stopwatch.GetTimestamp();
            return left - Stopwatch.GetElapsedTime(since);
        }
    }

    void Go()
    {
        lock (turn)
        {
            if (--waiting == 0) left -= Stopwatch.GetElapsedTime(since);
        }
    }
}

/// <summary>A request has waited for the database as long as it may.</summary>
public sealed class EnoughWaitedException() : TimeoutException("The database did not answer in time");
