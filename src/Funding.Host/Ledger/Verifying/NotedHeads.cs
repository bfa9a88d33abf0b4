using Funding.Engine.Ledger.Heads;
using Funding.Engine.Ledger.Trees;
using Funding.Host.Presentation;

namespace Funding.Host.Ledger.Verifying;

/// <summary>Signed heads to compare a log with, by size. What is wrong with them by themselves is told before any event is read.</summary>
internal sealed class NotedHeads
{
    private readonly Queue<TreeHead> waiting;
    private readonly List<LogFault> faults = [];
    private readonly SortedSet<string> keys = new(StringComparer.Ordinal);
    private readonly int given;
    private int held;

    /// <param name="heads">From wherever they were kept.</param>
    /// <param name="isTrusted">Whether a key, in base64, is one of the ledger's.</param>
    public NotedHeads(IEnumerable<TreeHead> heads, Func<string, bool> isTrusted)
    {
        var sound = new List<TreeHead>();
        foreach (var head in heads.DistinctBy(head => (head.Size, head.RootHash, head.KeyText)))
        {
            if (!head.IsSigned()) faults.Add(new(FaultKind.Note, null, $"La signature de l'empreinte de {French.Count(head.Size, "événement")} est fausse."));
            else if (!isTrusted(head.KeyText)) faults.Add(new(FaultKind.Note, null, $"L'empreinte de {French.Count(head.Size, "événement")} est signée d'une clé qui n'est pas celle du registre."));
            else sound.Add(head);
        }

        waiting = new Queue<TreeHead>(sound.OrderBy(head => head.Size));
        given = sound.Count;
    }

    /// <summary>What they had to say, once the log was read.</summary>
    public HeadsHeard Heard => new(given, held, HeldSize, [.. keys]);

    /// <summary>The size of the largest head that the log bears out.</summary>
    public long HeldSize { get; private set; }

    /// <summary>The smallest head that the log does not bear out; null when it bears out all.</summary>
    public TreeHead? Broken { get; private set; }

    /// <summary>What is wrong with the heads themselves.</summary>
    public IReadOnlyList<LogFault> Faults => faults;

    /// <summary>Compares the heads of at most that size.</summary>
    public void Compare(Frontier tree)
    {
        while (waiting.TryPeek(out var head) && head.Size <= tree.Size)
        {
            waiting.Dequeue();
            if (head.Size != tree.Size || head.RootHash != tree.Root) Broken ??= head;
            else if (Broken is null) Hold(head);
            else faults.Add(new(FaultKind.Note, null, $"Les empreintes signées de {French.Count(Broken.Size, "événement")} et de {French.Count(head.Size, "événement")} se contredisent."));
        }
    }

    /// <summary>No event is left: larger heads are of a longer log.</summary>
    public void End() => Broken ??= waiting.TryPeek(out var longer) ? longer : null;

    private void Hold(TreeHead head)
    {
        held++;
        HeldSize = head.Size;
        keys.Add(KeyChain.Fingerprint(head.Key.Span));
    }
}
