-- Count to five million.
local function count(n)
    local c = 0
    for i = 1, n do
        c = c + 1
    end
    return c
end

print(count(5000000))
