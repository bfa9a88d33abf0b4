using System.Globalization;
using Funding.Domain.Ports;
using Funding.Engine.Ledger.Heads;
using Funding.Engine.Reading;
using Funding.Host.Ledger.Verifying;
using Funding.Host.Reference;
using Funding.Host.Security;

namespace Funding.Host.Web.Pages;

/// <summary>Reads the proof of the log, and begins its verification when asked.</summary>
internal sealed class LedgerReader(IProofs proofs, IAudit audit, ISubjects subjects, LedgerFolder folder, Verifications verifications, ReferenceData reference, Visitor visitor)
{
    /// <summary>A short log is read before its page is shown again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<IResult> ReadAsync(IQueryCollection query, CancellationToken cancellation)
    {
        var asked = query["seq"].ToString() is { Length: > 0 } text ? text.Trim() : null;
        long? position = null;
        if (asked is not null)
        {
            if (!long.TryParse(asked.Replace(" ", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1)
                return Answers.Unreadable($"« {asked} » n’est pas une position du registre : un nombre à partir de 1.");
            position = number;
        }

        var head = await proofs.HeadAsync(cancellation);
        var proof = position is { } at && at <= head?.Size ? await proofs.InclusionAsync(at, head.Size, cancellation) : null;
        return Answers.Page<LedgerPage>(new LedgerModel
        {
            Head = head, Keys = await proofs.KeysAsync(cancellation), Folder = (folder.Location, folder.Heads().LastOrDefault()?.Size), Asked = asked,
            Proof = proof, Line = proof is null || !visitor.Caller.ReadsLog() ? null : await LineAsync(proof.Position, cancellation),
            Verification = visitor.Caller.Audits() ? verifications.Last : null,
            Synthetic = await subjects.AnySyntheticAsync(cancellation), Zone = reference.MainlandZone(),
        });
    }

    /// <summary>Begins to read the whole log, and leads to where its progress is told.</summary>
    public async Task<IResult> VerifyAsync(HttpContext http)
    {
        if (!visitor.Caller.Audits()) return Answers.Forbidden();
        var begun = await verifications.StartAsync(http.RequestAborted);
        await Task.WhenAny(begun.Ended, Task.Delay(Patience, http.RequestAborted));
        http.Response.Headers.Location = "/registre#verification";
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    /// <summary>How far a verification is, for the script of the page: <c>{ read, size, running }</c>; 404 before the first.</summary>
    public IResult Progress()
        => !visitor.Caller.Audits() ? Answers.Forbidden()
            : verifications.Last is { } it ? Results.Json(new { it.Read, it.Size, Running = it.IsRunning }, Api.Json.ApiJson.Options)
            : Answers.NotFound();

    private async Task<string?> LineAsync(long position, CancellationToken cancellation)
    {
        await foreach (var line in audit.EventsAsync(position - 1, null, null, cancellation)) return line.Line;
        return null;
    }
}
