using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Funding.Host.Tests.Ledger;

/// <summary>What anyone can write from API.md and RFC 9162 alone, with nothing of the program: root, inclusion, consistency and signature.</summary>
public static class IndependentVerifier
{
    public static byte[] Leaf(string line) => SHA256.HashData([0, .. Encoding.UTF8.GetBytes(line)]);
    public static byte[] Node(byte[] left, byte[] right) => SHA256.HashData([1, .. left, .. right]);

    /// <summary>Section 2.1.1, as it is written there.</summary>
    public static byte[] Root(ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length == 0) return SHA256.HashData([]);
        if (leaves.Length == 1) return leaves[0];
        var k = 1 << int.Log2(leaves.Length - 1);
        return Node(Root(leaves[..k]), Root(leaves[k..]));
    }

    /// <summary>Section 2.1.3.2; the index is 0 for the first.</summary>
    public static bool Includes(byte[] leaf, long index, long size, byte[][] path, byte[] root)
    {
        var (fn, sn, r) = (index, size - 1, leaf);
        foreach (var p in path)
        {
            if (sn == 0) return false;
            r = (fn & 1) == 1 || fn == sn ? Node(p, r) : Node(r, p);
            while ((fn & 1) == 0 && fn == sn && fn != 0) (fn, sn) = (fn >> 1, sn >> 1);
            (fn, sn) = (fn >> 1, sn >> 1);
        }
        return sn == 0 && r.SequenceEqual(root);
    }

    /// <summary>Section 2.1.4.2.</summary>
    public static bool Continues(long first, long second, byte[][] path, byte[] firstRoot, byte[] secondRoot)
    {
        if (first == second) return path.Length == 0 && firstRoot.SequenceEqual(secondRoot);
        if ((first & (first - 1)) == 0) path = [firstRoot, .. path];
        var (fn, sn, fr, sr) = (first - 1, second - 1, path[0], path[0]);
        while ((fn & 1) == 1) (fn, sn) = (fn >> 1, sn >> 1);
        foreach (var c in path[1..])
        {
            if (sn == 0) return false;
            if ((fn & 1) == 1 || fn == sn) (fr, sr) = (Node(c, fr), Node(c, sr)); else sr = Node(sr, c);
            while ((fn & 1) == 0 && fn == sn && fn != 0) (fn, sn) = (fn >> 1, sn >> 1);
            (fn, sn) = (fn >> 1, sn >> 1);
        }
        return sn == 0 && fr.SequenceEqual(firstRoot) && sr.SequenceEqual(secondRoot);
    }

    public static bool IsSigned(JsonElement head)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(head.GetProperty("key").GetString()!), out _);
        var text = $"{head.GetProperty("size")}\n{head.GetProperty("rootHash")}\n{head.GetProperty("signedAt")}\n";
        return key.VerifyData(Encoding.ASCII.GetBytes(text), Convert.FromBase64String(head.GetProperty("signature").GetString()!), HashAlgorithmName.SHA256);
    }
}
